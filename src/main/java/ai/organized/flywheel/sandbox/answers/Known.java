package ai.organized.flywheel.sandbox.answers;

/**
 * A question that has been answered.
 *
 * @param answer what is said when this question is the nearest
 */
public record Known(String question, String answer) {}
