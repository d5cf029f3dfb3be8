/** OpenAI's wire protocol, for OpenAI itself and for servers that speak it. */
package ai.organized.flywheel.train.openai;
