package ai.organized.flywheel.dataset;

/**
 * One problem with a good answer and a bad one.
 *
 * @param question as it is asked
 * @param chosen id of the evidence of the good answer
 * @param rejected id of the evidence of the bad answer
 */
public record PreferencePair(
    String question,
    String chosen,
    String chosenAnswer,
    double chosenScore,
    String rejected,
    String rejectedAnswer,
    double rejectedScore) {}
