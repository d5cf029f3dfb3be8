/**
 * Secrets are taken out of every text before anything is derived from it. A quick scan lets clean
 * texts pass at about a nanosecond a character; only a text that holds a long run of token
 * characters with a known beginning, or behind a telling name, meets the regular expressions.
 *
 * <p>{@link ai.organized.flywheel.redact.Secrets} is for experiments; {@link
 * ai.organized.flywheel.redact.Redactions}, for what the sources of an account told, takes e-mail
 * addresses and unannounced keys too, and counts.
 */
package ai.organized.flywheel.redact;
