/**
 * How any source is read: a {@link ai.organized.flywheel.account.source.Reading} asks its questions
 * one by one, and every answer is a {@link ai.organized.flywheel.account.source.Source}: known,
 * unknown with the reason, or off.
 */
package ai.organized.flywheel.account.source;
