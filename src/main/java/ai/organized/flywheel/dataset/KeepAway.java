package ai.organized.flywheel.dataset;

import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.ArrayList;
import java.util.List;

/** Takes out of training whatever would give a question away; what stays is proved afterwards. */
public final class KeepAway {
  private final DatasetRules rules;

  public KeepAway(DatasetRules rules) {
    this.rules = rules;
  }

  public void keep(Building building) {
    building.progress.accept("Keeping away from training what is too near to a question");
    Decisions decisions = building.decisions;
    LeakPaths paths =
        new LeakPaths(rules.nearDuplicate(), decisions, decisions.count(Part.HOLDOUT));
    building.forEachQuestion(paths::question);
    building.forEach(
        Part.TRAIN,
        (place, example) ->
            paths
                .of(example)
                .ifPresent(
                    leak ->
                        decisions.move(
                            place,
                            Part.QUARANTINED,
                            leak.why(),
                            leak.question(),
                            leak.similarity())));
    building.nearestByWords = paths.nearest();
    building.pairsCompared = paths.compared();
    if (!building.vectors.isEmpty()) {
      byMeaning(building);
    }
  }

  private static void byMeaning(Building building) {
    Listed lines = Listed.of(building, Part.TRAIN);
    Listed questions = Listed.of(building, Part.HOLDOUT);
    new MeaningPaths(building)
        .between(
            lines.examples(),
            questions.examples(),
            (why, line, question, cosine) -> {
              int place = lines.places().at(line);
              boolean nearer =
                  building.decisions.is(place, Part.TRAIN)
                      || cosine > building.decisions.similarity(place);
              if (nearer) {
                building.decisions.move(
                    place, Part.QUARANTINED, why, questions.places().at(question), cosine);
              }
            });
  }

  /** The examples of a part in memory, with their places: only where there are few. */
  record Listed(List<Example> examples, Places places) {
    static Listed of(Building building, Part part) {
      Listed listed = new Listed(new ArrayList<>(), new Places());
      building.forEach(
          part,
          (place, example) -> {
            listed.examples.add(example);
            listed.places.add(place);
          });
      return listed;
    }
  }
}
