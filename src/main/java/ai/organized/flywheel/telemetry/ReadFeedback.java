package ai.organized.flywheel.telemetry;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** The body of {@code POST /v1/feedback}. */
final class ReadFeedback {
  private static final Set<String> FIELDS =
      Set.of("request_id", "score", "edit", "outcome", "note");
  private static final int LONGEST_ID = 100;
  private static final int LONGEST_EDIT = 64 << 10;
  private static final int LONGEST_OUTCOME = 8 << 10;
  private static final int LONGEST_NOTE = 4 << 10;
  private static final int LARGEST_BODY = 512 << 10;

  private ReadFeedback() {}

  static Feedback read(InputStream body) {
    JsonNode json = json(body);
    if (!json.isObject()) {
      throw refused("invalid_json", "the body is not a JSON object");
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw refused(
                    "unknown_field",
                    "there is a field that feedback does not have; it has request_id, score, edit,"
                        + " outcome and note");
              }
            });
    Feedback feedback =
        new Feedback(
            text(json, "request_id", LONGEST_ID)
                .filter(id -> !id.isBlank())
                .orElseThrow(
                    () ->
                        refused(
                            "missing_request_id",
                            "request_id is missing; it is the header x-request-id of the answer")),
            score(json.path("score")),
            text(json, "edit", LONGEST_EDIT),
            outcome(json.path("outcome")),
            text(json, "note", LONGEST_NOTE));
    if (feedback.score().isEmpty() && feedback.edit().isEmpty() && feedback.outcome().isEmpty()) {
      throw refused("empty_feedback", "there is none of score, edit and outcome");
    }
    return feedback;
  }

  private static JsonNode json(InputStream body) {
    if (body == null) {
      throw refused("empty_body", "the request has no body");
    }
    try {
      byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
      if (bytes.length > LARGEST_BODY) {
        throw new RefusedException(413, "too_large", "the body is larger than 512 kB");
      }
      return Json.STRICT.readTree(bytes);
    } catch (IOException e) {
      throw refused("invalid_json", "the body is no JSON");
    }
  }

  private static Optional<Double> score(JsonNode score) {
    if (score.isMissingNode() || score.isNull()) {
      return Optional.empty();
    }
    double value = score.asDouble();
    if (!score.isNumber() || !(value >= 0 && value <= 1)) {
      throw refused("invalid_score", "score is not a number from 0 to 1");
    }
    return Optional.of(value);
  }

  private static Optional<JsonNode> outcome(JsonNode outcome) {
    if (outcome.isMissingNode() || outcome.isNull()) {
      return Optional.empty();
    }
    boolean word = outcome.isTextual() && !outcome.asText().isBlank();
    if (!word && !outcome.isObject()) {
      throw refused("invalid_outcome", "outcome is neither a word nor an object");
    }
    requireLength("outcome", outcome.toString(), LONGEST_OUTCOME);
    return Optional.of(outcome);
  }

  private static Optional<String> text(JsonNode json, String field, int longest) {
    JsonNode text = json.path(field);
    if (text.isMissingNode() || text.isNull()) {
      return Optional.empty();
    }
    if (!text.isTextual()) {
      throw refused("invalid_" + field, field + " is not a text");
    }
    requireLength(field, text.asText(), longest);
    return Optional.of(text.asText());
  }

  private static void requireLength(String field, String text, int longest) {
    if (text.length() > longest) {
      throw new RefusedException(
          413, "too_large", field + " has more than " + longest + " characters");
    }
  }

  private static RefusedException refused(String code, String message) {
    return new RefusedException(400, code, message);
  }
}
