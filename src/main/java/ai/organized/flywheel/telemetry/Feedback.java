package ai.organized.flywheel.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a person, or what came after, says of an answer; at least one of score, edit and outcome.
 *
 * @param requestId from the header {@code x-request-id} of the answer
 * @param score 0 to 1
 * @param edit text that a person made of the answer
 * @param outcome an object or a word, such as {@code {"deal": true}} or {@code applied}
 */
record Feedback(
    String requestId,
    Optional<Double> score,
    Optional<String> edit,
    Optional<JsonNode> outcome,
    Optional<String> note) {}
