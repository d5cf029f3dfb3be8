package ai.organized.flywheel.experiment.drop;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a round changed, as a solution: its JSON patch (RFC 6902), one operation a line. */
final class GivenPatch {
  private GivenPatch() {}

  static Optional<String> text(ObjectNode round) {
    List<String> operations = new ArrayList<>();
    for (JsonNode operation : round.path("patch")) {
      if (operation.has("op") && operation.has("path")) {
        operations.add(Json.text(operation));
      }
    }
    return operations.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", operations));
  }
}
