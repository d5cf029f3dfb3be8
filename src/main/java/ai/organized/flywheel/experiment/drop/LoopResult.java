package ai.organized.flywheel.experiment.drop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one run of the gtm-autoresearch loop wrote. Of its four shapes the first (April 2026) names
 * no client; the path of its template may be another client's, and is never asked.
 */
final class LoopResult {
  private LoopResult() {}

  static boolean isOne(ObjectNode object) {
    return object.path("results").isArray()
        && (object.has("startTime") || object.has("templatePath"))
        && !object.has("problem");
  }

  static List<Element> rounds(Element.Read read, OutcomeCount outcomes) {
    ObjectNode run = read.object();
    JsonNode results = run.path("results");
    if (results.isEmpty()) {
      return List.of(new Element.Refused(read.line(), "", "is a loop result without a round"));
    }
    List<Element> rounds = new ArrayList<>();
    for (JsonNode result : results) {
      String place = "round " + result.path("round").asInt(rounds.size());
      rounds.add(
          result instanceof ObjectNode round
              ? round(read, round, place, outcomes)
              : new Element.Unreadable(read.line(), place + " is no object"));
    }
    return rounds;
  }

  /**
   * A kept round's score is the one of what it made; a reverted round repeats the score of what was
   * kept before it.
   */
  private static Element round(
      Element.Read read, ObjectNode round, String place, OutcomeCount outcomes) {
    Outcome outcome = Outcome.of(round.path("action").asText());
    outcomes.add(outcome);
    if (outcome != Outcome.KEPT) {
      return new Element.Refused(read.line(), "", place + " " + whyNot(outcome));
    }
    ObjectNode run = read.object();
    for (String evidence : List.of("templatePath", "metaSnapshotPath")) {
      if (run.has(evidence)) {
        round.set(evidence, run.get(evidence));
      }
    }
    if (round.path("scoreAfter").isNumber() && !round.has("score")) {
      round.set("score", round.get("scoreAfter"));
    }
    Optional<String> started = Trial.text(run.path("startTime"));
    return new Trial(read.line(), place, round)
        .or("client_id", client(run))
        .or("run_id", started.map(time -> "loop-" + time))
        .or("timestamp", started)
        .need("problem", GivenIssues.text(round), "states no problem")
        .need("solution", GivenPatch.text(round), "states no solution")
        .element(read.bytes() / run.path("results").size());
  }

  private static String whyNot(Outcome outcome) {
    return switch (outcome) {
      case DISCARDED -> "was reverted: its score is the one of what was kept before it";
      case FAILED -> "failed: what it tried was never scored";
      default -> "has an action that is not known here: whose score it has cannot be told";
    };
  }

  /** {@code client: {id, label}}, or the name alone. */
  private static Optional<String> client(ObjectNode run) {
    return Trial.text(run.path("client_id"))
        .or(() -> Trial.text(run.path("client").path("id")))
        .or(() -> Trial.text(run.path("client")));
  }
}
