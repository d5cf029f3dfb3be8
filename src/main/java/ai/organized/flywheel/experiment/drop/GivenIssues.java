package ai.organized.flywheel.experiment.drop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a round was given to fix, as a problem in words: one issue a line. An issue is a text, or
 * {@code {severity, dimension, entity, message}} as the loop's evaluation tells it.
 */
final class GivenIssues {
  private GivenIssues() {}

  static Optional<String> text(ObjectNode round) {
    List<String> issues = new ArrayList<>();
    for (JsonNode issue : round.path("issues")) {
      Trial.text(issue).or(() -> told(issue)).ifPresent(issues::add);
    }
    return issues.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", issues));
  }

  private static Optional<String> told(JsonNode issue) {
    return Trial.text(issue.path("message"))
        .map(
            message ->
                Trial.text(issue.path("entity")).map(entity -> entity + ": ").orElse("") + message);
  }
}
