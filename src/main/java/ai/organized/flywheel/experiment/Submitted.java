package ai.organized.flywheel.experiment;

/**
 * A record that was read, and what is known of its submission.
 *
 * @param contentHash SHA-256 of all submitted fields
 * @param rawScore the score as it came, on the batch's scale
 * @param clamped whether the score had to be moved into 0 to 1
 */
record Submitted(ExperimentRecord record, String contentHash, double rawScore, boolean clamped) {}
