/** An incoming webhook of Slack. */
package ai.organized.flywheel.sandbox.slack;
