package ai.organized.flywheel.dataset;

import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds questions that an earlier version has trained on in other words: once trained on never a
 * question. Whatever became of the trained line since, a duplicate or below the threshold, a model
 * has seen it.
 */
final class AlreadyTrained {
  private final DatasetRules rules;

  AlreadyTrained(DatasetRules rules) {
    this.rules = rules;
  }

  /** Groups among the chosen that a trained line would give away. */
  Set<Integer> among(Building building, boolean[] chosen) {
    Decisions decisions = building.decisions;
    Set<Integer> known = new HashSet<>();
    if (!hasTrained(decisions)) {
      return known;
    }
    LeakPaths paths = new LeakPaths(rules.nearDuplicate(), decisions, 1_000);
    Places places = new Places();
    List<Example> questions = new ArrayList<>();
    building.candidates.forTexts(
        place -> decisions.is(place, Part.TRAIN) && chosen[building.groups.of(place)],
        (place, example) -> {
          paths.question(place, example);
          places.add(place);
          questions.add(example);
        });
    List<Example> trained = new ArrayList<>();
    building.candidates.forTexts(
        place -> decisions.past(place) == Example.Past.TRAINED,
        (place, example) -> {
          paths.of(example).ifPresent(leak -> known.add(building.groups.of(leak.question())));
          if (building.vectors.containsKey(example.question())) {
            trained.add(example);
          }
        });
    if (!building.vectors.isEmpty()) {
      new MeaningPaths(building)
          .between(
              trained,
              questions,
              (why, line, question, cosine) -> known.add(building.groups.of(places.at(question))));
    }
    return known;
  }

  private static boolean hasTrained(Decisions decisions) {
    for (int place = 0; place < decisions.size(); place++) {
      if (decisions.past(place) == Example.Past.TRAINED) {
        return true;
      }
    }
    return false;
  }
}
