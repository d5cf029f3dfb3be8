package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What dedup by words keeps of examples, and what it drops. */
record Unique(List<Example> kept, List<Planned.Duplicate> duplicates) {
  static Unique of(List<Example> examples, double nearDuplicate) {
    DatasetRules rules = new DatasetRules(0, 50, 0.1, 10, nearDuplicate, 1, 0.2, new Secret(""));
    Building building =
        new Building(
            new ClientId("acme"),
            0,
            OptionalDouble.empty(),
            Candidates.of(examples, 0),
            "",
            Optional.empty(),
            said -> {});
    new SortCandidates(answer -> Optional.empty()).sort(building);
    new FindDuplicates(rules).find(building);
    List<Example> kept = new ArrayList<>();
    building.forEach(Part.TRAIN, (place, example) -> kept.add(example));
    List<Planned.Duplicate> duplicates = new ArrayList<>();
    Decisions decisions = building.decisions;
    building.forEach(
        Part.DUPLICATE,
        (place, example) ->
            duplicates.add(
                new Planned.Duplicate(
                    example, decisions.id(decisions.other(place)), decisions.similarity(place))));
    return new Unique(kept, duplicates);
  }
}
