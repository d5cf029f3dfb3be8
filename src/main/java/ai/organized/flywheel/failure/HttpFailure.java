package ai.organized.flywheel.failure;

/** A failure as an HTTP answer, in the shape that OpenAI's clients read. */
public record HttpFailure(int httpStatus, String json) {}
