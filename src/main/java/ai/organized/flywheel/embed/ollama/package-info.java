/** Ollama's {@code /api/embed}. */
package ai.organized.flywheel.embed.ollama;
