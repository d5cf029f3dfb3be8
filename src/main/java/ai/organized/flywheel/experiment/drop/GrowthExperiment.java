package ai.organized.flywheel.experiment.drop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One experiment of a growth engine's {@code experiments.json}: a hypothesis is a problem, the
 * variant that won is its solution. It has no score: a lift has no upper end, and a p-value says
 * how sure one may be, not how good the answer was.
 */
final class GrowthExperiment {
  private GrowthExperiment() {}

  static boolean isOne(ObjectNode object) {
    return object.has("hypothesis") && object.path("variants").isArray() && !object.has("run_id");
  }

  static Element element(Element.Read read, OutcomeCount outcomes) {
    ObjectNode experiment = read.object();
    Outcome outcome = Outcome.of(experiment.path("status").asText());
    outcomes.add(outcome);
    if (outcome == Outcome.UNFINISHED) {
      return refused(read, "is not finished: nothing has won yet");
    }
    if (outcome == Outcome.FAILED) {
      return refused(read, "failed: nothing was measured");
    }
    Optional<String> number = Trial.text(experiment.path("id"));
    number.ifPresent(
        id -> { // "EXP-CONTENT-003": no UUID, and one agent's numbering
          experiment.remove("id");
          experiment.put("experiment_id", id);
        });
    return new Trial(read.line(), "", experiment)
        .or("run_id", number)
        .or(
            "timestamp",
            Trial.text(experiment.path("result").path("scored_at"))
                .or(() -> Trial.text(experiment.path("created_at"))))
        .need("problem", Trial.text(experiment.path("hypothesis")), "states no problem")
        .need("solution", winner(experiment), "states no solution: no variant won")
        .need(
            "score",
            Optional.empty(),
            "has no score from 0 to 1: neither a lift nor a p-value is one")
        .element(read.bytes());
  }

  private static Optional<String> winner(ObjectNode experiment) {
    return Trial.text(experiment.path("winner"))
        .map(
            winner ->
                Trial.text(experiment.path("variable"))
                    .map(variable -> variable + ": " + winner)
                    .orElse(winner));
  }

  private static Element refused(Element.Read read, String reason) {
    return new Element.Refused(read.line(), "", reason);
  }
}
