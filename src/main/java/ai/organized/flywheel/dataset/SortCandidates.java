package ai.organized.flywheel.dataset;

import java.util.Optional;
import java.util.function.Function;

/**
 * First look at every candidate: what is asked already stays a question, what gives its own score
 * away is no example, the rest may be trained on.
 */
public final class SortCandidates {
  private final Function<String, Optional<String>> tellsScore;

  /**
   * @param tellsScore why an answer gives its own score away; empty when it does not
   */
  public SortCandidates(Function<String, Optional<String>> tellsScore) {
    this.tellsScore = tellsScore;
  }

  public void sort(Building building) {
    building.progress.accept("Reading the examples of client " + building.client);
    building.candidates.forEach(
        (place, example) -> {
          building.decisions.add(example, part(building, example));
          if (building.decisions.is(place, Part.QUARANTINED)) {
            building.decisions.move(place, Part.QUARANTINED, Why.TELLS_SCORE, -1, Double.NaN);
          }
        });
    building.groups.grow(building.decisions.size());
  }

  private Part part(Building building, Example example) {
    if (example.past() == Example.Past.ASKED) {
      return Part.HOLDOUT;
    }
    if (example.score() < building.threshold) {
      return Part.BELOW;
    }
    return tellsScore.apply(example.answer()).isPresent() ? Part.QUARANTINED : Part.TRAIN;
  }
}
