/**
 * Secrets and harmless ids planted in all that the account sources, the drops and the tools tell,
 * and the search for them in all that Flywheel made of it.
 */
package ai.organized.flywheel.planted;
