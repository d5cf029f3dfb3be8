/**
 * What is known of a client's tracking: a Tag Manager export becomes a {@link
 * ai.organized.flywheel.account.GtmContainer}, the sources together a versioned {@link
 * ai.organized.flywheel.account.AccountState}, and that the system prompt of everything said and
 * learned about this client.
 *
 * <p>Known and unknown differ ({@link ai.organized.flywheel.account.Source}): a source that was not
 * read is never shown as an empty one. Names are copied, values are not, and every name passes the
 * redaction first.
 */
package ai.organized.flywheel.account;
