/** Ollama's native API, as far as vectors need it, with the errors of the real server. */
package ai.organized.flywheel.sandbox.ollama;
