/** {@code /v1/embeddings} of OpenAI and of servers that speak its protocol. */
package ai.organized.flywheel.embed.openai;
