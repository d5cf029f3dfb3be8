package ai.organized.flywheel.evaluate;

/** What a model said to a holdout question; an empty text when it said nothing. */
public record Answer(Question question, String text) {}
