/** OpenAI's files, fine-tuning jobs and chat completions, with the refusals of the real service. */
package ai.organized.flywheel.sandbox.openai;
