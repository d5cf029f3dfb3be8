/**
 * Watches the models that answer. Live answers and what people say of them go through change
 * detectors; golden prompts are asked every night; providers are asked when their models stop. What
 * became worse in use goes back to the version before when the evidence and the rule allow it, and
 * people are told in any case.
 */
package ai.organized.flywheel.drift;
