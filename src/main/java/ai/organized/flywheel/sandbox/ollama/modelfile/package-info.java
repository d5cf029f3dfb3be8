/** The grammar of Ollama's Modelfile, read as strictly and as literally as Ollama 0.32 reads it. */
package ai.organized.flywheel.sandbox.ollama.modelfile;
