/**
 * What is true in a client's accounts. {@link ai.organized.flywheel.account.CollectAccount} opens a
 * reading of every source ({@code gtm}, {@code googleads}, {@code meta}, {@code stape}, {@code
 * memory}), a route asks their questions, and what they told becomes a versioned {@link
 * ai.organized.flywheel.account.AccountState}, its {@link ai.organized.flywheel.account.Findings}
 * and the {@link ai.organized.flywheel.account.SystemPrompt} of everything said and learned about
 * this client.
 *
 * <p>Known, unknown and off differ ({@link ai.organized.flywheel.account.source.Source}): a source
 * that was not read is never shown as an empty one. Everything passes the redaction first.
 */
package ai.organized.flywheel.account;
