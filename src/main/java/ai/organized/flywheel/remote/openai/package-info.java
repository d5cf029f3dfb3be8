/** Calls to whatever speaks OpenAI's protocol, and what its replies mean. */
package ai.organized.flywheel.remote.openai;
