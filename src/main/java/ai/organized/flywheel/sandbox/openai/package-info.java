/**
 * OpenAI's files, fine-tuning jobs, chat completions and embeddings, with the refusals of the real
 * service.
 */
package ai.organized.flywheel.sandbox.openai;
