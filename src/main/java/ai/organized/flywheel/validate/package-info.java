/**
 * Is a file of training lines ready for a trainer? Read as a stream, checked line by line against
 * the rules of one {@link ai.organized.flywheel.validate.Provider}, with the {@link
 * ai.organized.flywheel.validate.LeakageMarkers} that no answer may carry, and told as a {@link
 * ai.organized.flywheel.validate.Report} with what a training would cost. No word of a line is ever
 * repeated in a finding.
 */
package ai.organized.flywheel.validate;
