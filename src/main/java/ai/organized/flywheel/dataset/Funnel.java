package ai.organized.flywheel.dataset;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How many examples are left after each step.
 *
 * @param in all of the client, of any score
 * @param aboveThreshold with all earlier questions, whatever their score
 * @param tellingScore of those above the threshold, how many give their own score away
 * @param unique what dedup left
 * @param redacted examples in which personal data was replaced, before anything was dropped
 * @param quarantined of the unique ones, those that are too near to a question
 */
public record Funnel(
    long in,
    int aboveThreshold,
    int tellingScore,
    int duplicates,
    int unique,
    int redacted,
    int train,
    int holdout,
    int quarantined,
    int contrastPairs) {

  static Funnel of(Building building) {
    Decisions decisions = building.decisions;
    int below = decisions.count(Part.BELOW);
    int duplicates = decisions.count(Part.DUPLICATE);
    int tellingScore = 0;
    for (int place = 0; place < decisions.size(); place++) {
      tellingScore += decisions.why(place) == Why.TELLS_SCORE ? 1 : 0;
    }
    int above = decisions.size() - below;
    return new Funnel(
        building.candidates.all(),
        above,
        tellingScore,
        duplicates,
        above - tellingScore - duplicates,
        building.redacted,
        decisions.count(Part.TRAIN),
        decisions.count(Part.HOLDOUT),
        decisions.count(Part.QUARANTINED) - tellingScore,
        building.contrasts.size());
  }

  /** With the names of the manifest. */
  public ObjectNode json() {
    ObjectNode into = Json.STRICT.createObjectNode();
    into.put("in", in);
    into.put("above_threshold", aboveThreshold);
    into.put("telling_score", tellingScore);
    into.put("duplicates", duplicates);
    into.put("unique", unique);
    into.put("redacted", redacted);
    into.put("train", train);
    into.put("holdout", holdout);
    into.put("quarantined", quarantined);
    into.put("contrast_pairs", contrastPairs);
    return into;
  }
}
