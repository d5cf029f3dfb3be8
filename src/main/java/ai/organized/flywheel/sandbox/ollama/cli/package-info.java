/**
 * Ollama's command line, as a program of its own: {@code java -cp … OllamaCommand create NAME -f
 * FILE}. It does what the real one does: reads the Modelfile itself, uploads files as blobs and
 * asks the server of {@code OLLAMA_HOST} for the rest.
 */
package ai.organized.flywheel.sandbox.ollama.cli;
