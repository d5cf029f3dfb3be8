package ai.organized.flywheel.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A plan with all its examples in memory, as if none had a past. */
public record Planned(DatasetPlan plan) {
  /** A line that a better one says already. */
  record Duplicate(Example example, String kept, double similarity) {}

  /** A line that is too near to a question. */
  record Quarantined(Example example, String question, Why why) {}

  public List<Example> train() {
    return part(Part.TRAIN);
  }

  public List<Example> holdout() {
    return part(Part.HOLDOUT);
  }

  private List<Example> part(Part part) {
    List<Example> examples = new ArrayList<>();
    plan.forEach(part, (place, example) -> examples.add(asNew(example)));
    return examples;
  }

  private static Example asNew(Example example) {
    return Plans.with(example, Example.Past.NEW);
  }

  List<Duplicate> duplicates() {
    Decisions decisions = plan.building().decisions;
    List<Duplicate> duplicates = new ArrayList<>();
    plan.forEach(
        Part.DUPLICATE,
        (place, example) ->
            duplicates.add(
                new Duplicate(
                    asNew(example),
                    decisions.id(decisions.other(place)),
                    decisions.similarity(place))));
    return duplicates;
  }

  List<Quarantined> quarantined() {
    Decisions decisions = plan.building().decisions;
    List<Quarantined> quarantined = new ArrayList<>();
    plan.forEach(
        Part.QUARANTINED,
        (place, example) ->
            quarantined.add(
                new Quarantined(
                    asNew(example), decisions.id(decisions.other(place)), decisions.why(place))));
    return quarantined;
  }

  String hash() {
    return plan.hash();
  }

  int considered() {
    return plan.funnel().aboveThreshold();
  }

  double threshold() {
    return plan.threshold();
  }

  int newLines(Set<String> known) {
    return plan.newLines(known);
  }
}
