/** Tells people what happened: a row in an outbox that stays until Slack has confirmed it. */
package ai.organized.flywheel.notify;
