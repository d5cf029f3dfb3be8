package ai.organized.flywheel.validate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Tokens of a file.
 *
 * @param longestLine number of the line with the most; 0 when there is none
 * @param encoding in which they were counted
 * @param exact false when the model has a vocabulary of its own
 * @param cut lines that the trainer would cut
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Tokens(
    long total, int longest, long longestLine, String encoding, boolean exact, long cut) {}
