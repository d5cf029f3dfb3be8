/**
 * The loop on sample data, in a folder of its own, against a sandbox that stands in for OpenAI and
 * Slack. Everything that is shown is read from the store; nothing is written down beforehand.
 */
package ai.organized.flywheel.demo;
