/**
 * Ollama's native API and what it speaks of OpenAI's, with the errors of the real server. Models
 * can be made there; below it are the grammar of its Modelfile and its command line.
 */
package ai.organized.flywheel.sandbox.ollama;
