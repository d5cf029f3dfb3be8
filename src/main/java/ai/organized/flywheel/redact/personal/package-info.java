/**
 * Personal data is taken out of a text before it becomes a line: e-mail addresses, telephone
 * numbers, cards, bank accounts, public addresses of machines and the names that a client's config
 * lists each become a placeholder such as {@code [email:3f9a1c22]}, the same one for the same value
 * of the same client, so that a model learns who is who and never who it is.
 *
 * <p>{@link ai.organized.flywheel.redact.personal.RedactPersonal} replaces; {@link
 * ai.organized.flywheel.redact.personal.ResidualScan} looks again, with other eyes.
 */
package ai.organized.flywheel.redact.personal;
