/** Replies of whatever speaks OpenAI's protocol. */
package ai.organized.flywheel.remote.openai;
