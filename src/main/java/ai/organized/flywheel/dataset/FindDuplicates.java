package ai.organized.flywheel.dataset;

import ai.organized.flywheel.near.UniqueTexts;
import ai.organized.flywheel.settings.Settings.DatasetRules;

/**
 * Drops what a better example says already, in the same words or nearly: the same identifiers,
 * numbers and negations are part of the same words. The best-scored of a group stays.
 *
 * <p>What is alike but another fix ({@code AW-1} and {@code AW-2}) stays, and joins the group of
 * the other: one gives the other away.
 */
public final class FindDuplicates {
  private final DatasetRules rules;

  public FindDuplicates(DatasetRules rules) {
    this.rules = rules;
  }

  public void find(Building building) {
    building.progress.accept("Comparing answers word by word");
    Decisions decisions = building.decisions;
    UniqueTexts answers = new UniqueTexts(rules.nearDuplicate(), decisions.count(Part.TRAIN));
    Places offered = new Places();
    building.forEach(
        Part.TRAIN,
        (place, example) -> {
          offered.add(place);
          UniqueTexts.Outcome outcome =
              answers.offer(
                  example.answer(),
                  (other, similarity) -> building.groups.join(place, offered.at(other)));
          if (outcome instanceof UniqueTexts.Outcome.Same same) {
            drop(building, place, Why.SAME_WORDS, offered.at(same.of()), 1);
          } else if (outcome instanceof UniqueTexts.Outcome.Near near) {
            drop(building, place, Why.NEAR_WORDS, offered.at(near.of()), near.similarity());
          }
        });
    TooManyDuplicates.refuse(decisions, building, rules.maxDroppedShare());
  }

  static void drop(Building building, int place, Why why, int better, double similarity) {
    building.decisions.move(place, Part.DUPLICATE, why, better, similarity);
    building.groups.join(place, better);
  }
}
