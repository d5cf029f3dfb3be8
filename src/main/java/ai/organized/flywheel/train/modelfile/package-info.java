/**
 * Ollama's Modelfile, written so that nothing in it can be taken for anything else: whatever stands
 * in a system prompt or an example comes back as text, and only as text.
 */
package ai.organized.flywheel.train.modelfile;
