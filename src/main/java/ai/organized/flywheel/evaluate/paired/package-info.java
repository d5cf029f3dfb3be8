/**
 * Two models on the same questions: is one worse, and what can so few questions show? Every
 * question was asked k times of both; a difference is how many answers more the one recalled, from
 * -k to k.
 */
package ai.organized.flywheel.evaluate.paired;
