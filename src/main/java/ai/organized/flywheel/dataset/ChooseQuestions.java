package ai.organized.flywheel.dataset;

import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.near.NearTexts;
import ai.organized.flywheel.near.UniqueTexts;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Sets questions aside so that no version ever trains on one.
 *
 * <p>Once a question always a question, once trained on never a question. New questions are the
 * lowest hashes among groups of near-duplicates that are new as a whole, because a group must not
 * stand on both sides. Nearness here is stricter than in dedup: {@code AW-1} and {@code AW-2} are
 * two fixes, but one gives the other away.
 *
 * <p>A group that would ask more than is wanted, such as one problem with many solutions, is asked
 * only when there are too few questions without it.
 */
public final class ChooseQuestions {
  private final DatasetRules rules;

  public ChooseQuestions(DatasetRules rules) {
    this.rules = rules;
  }

  public void choose(Building building) {
    building.progress.accept("Choosing the questions that are never trained on");
    int[] alikeByAnswer = building.groups.all();
    joinEarlier(building);
    joinByQuestion(building, alikeByAnswer);
    int[] sizes = sizes(building);
    List<Integer> groups = untouched(building, sizes);
    boolean[] chosen = chosen(building, groups, sizes);
    AlreadyTrained trained = new AlreadyTrained(rules);
    for (Set<Integer> known = trained.among(building, chosen);
        !known.isEmpty();
        known = trained.among(building, chosen)) {
      groups.removeAll(known);
      chosen = chosen(building, groups, sizes);
    }
    Decisions decisions = building.decisions;
    for (int place = 0; place < decisions.size(); place++) {
      if (decisions.is(place, Part.TRAIN) && chosen[building.groups.of(place)]) {
        decisions.move(place, Part.HOLDOUT);
      }
    }
    int questions = decisions.count(Part.HOLDOUT);
    if (questions < rules.minHoldout()) {
      building.notes.add(
          "only " + questions + " questions: the other problems are too few or were trained on");
    }
  }

  /**
   * By group. A group that would leave less than half to train on is not asked: five hundred
   * answers to one problem are no holdout.
   */
  private boolean[] chosen(Building building, List<Integer> groups, int[] sizes) {
    boolean[] chosen = new boolean[sizes.length];
    int questions = building.decisions.count(Part.HOLDOUT);
    int all = questions + withoutQuestion(building, sizes);
    int wanted = Math.max(rules.minHoldout(), (int) Math.floor(rules.holdoutShare() * all));
    List<Integer> tooLarge = new ArrayList<>();
    for (int group : groups) {
      if (questions + sizes[group] <= wanted) {
        questions += sizes[group];
        chosen[group] = true;
      } else {
        tooLarge.add(group);
      }
    }
    tooLarge.sort(Comparator.comparing(group -> sizes[group]));
    for (int group : tooLarge) {
      if (questions < rules.minHoldout() && questions + sizes[group] <= all / 2) {
        questions += sizes[group];
        chosen[group] = true;
      }
    }
    return chosen;
  }

  /** What stands in one group with a question is kept away later: it is no line to count. */
  private static int withoutQuestion(Building building, int[] sizes) {
    boolean[] hasQuestion = new boolean[sizes.length];
    for (int place = 0; place < sizes.length; place++) {
      hasQuestion[building.groups.of(place)] |= building.decisions.is(place, Part.HOLDOUT);
    }
    int count = 0;
    for (int group = 0; group < sizes.length; group++) {
      count += hasQuestion[group] ? 0 : sizes[group];
    }
    return count;
  }

  /** What is near something that was asked or trained on is not new. */
  private void joinEarlier(Building building) {
    Decisions decisions = building.decisions;
    if (decisions.count(Part.HOLDOUT) + decisions.count(Part.BELOW) == 0) {
      return;
    }
    NearTexts earlier =
        new NearTexts(
            rules.nearDuplicate(),
            2 * (decisions.count(Part.HOLDOUT) + decisions.count(Part.BELOW)));
    Places places = new Places();
    building.candidates.forTexts(
        place -> decisions.is(place, Part.HOLDOUT) || decisions.is(place, Part.BELOW),
        (place, example) -> {
          earlier.add(example.question());
          earlier.add(example.answer());
          places.add(place);
        });
    building.forEach(
        Part.TRAIN,
        (place, example) -> {
          NearTexts.Found join = (at, similarity) -> join(building, place, places.at(at / 2));
          earlier.near(example.question(), join);
          earlier.near(example.answer(), join);
        });
    if (!building.vectors.isEmpty()) {
      KeepAway.Listed lines = KeepAway.Listed.of(building, Part.TRAIN);
      KeepAway.Listed asked = KeepAway.Listed.of(building, Part.HOLDOUT);
      new MeaningPaths(building)
          .between(
              lines.examples(),
              asked.examples(),
              (why, line, question, cosine) ->
                  join(building, lines.places().at(line), asked.places().at(question)));
    }
  }

  private static void join(Building building, int one, int other) {
    building.groups.join(one, other);
  }

  private void joinByQuestion(Building building, int[] alikeByAnswer) {
    UniqueTexts questions =
        new UniqueTexts(rules.nearDuplicate(), building.decisions.count(Part.TRAIN));
    Places places = new Places();
    building.forEach(
        Part.TRAIN,
        (place, example) -> {
          places.add(place);
          UniqueTexts.Outcome outcome =
              questions.offer(
                  example.question(),
                  (other, similarity) -> join(building, place, places.at(other)));
          if (outcome instanceof UniqueTexts.Outcome.Same same) {
            sameProblem(building, alikeByAnswer, places.at(same.of()), place);
          } else if (outcome instanceof UniqueTexts.Outcome.Near near) {
            sameProblem(building, alikeByAnswer, places.at(near.of()), place);
          }
        });
  }

  private static void sameProblem(Building building, int[] alikeByAnswer, int better, int other) {
    if (alikeByAnswer[better] != alikeByAnswer[other]) {
      building.contrasts.add(new Building.Contrast(better, other));
    }
    join(building, better, other);
  }

  private static int[] sizes(Building building) {
    int[] sizes = new int[building.decisions.size()];
    for (int place = 0; place < sizes.length; place++) {
      sizes[building.groups.of(place)] += building.decisions.is(place, Part.TRAIN) ? 1 : 0;
    }
    return sizes;
  }

  /** Groups of which no example was asked or trained on, the lowest hash of an id first. */
  private static List<Integer> untouched(Building building, int[] sizes) {
    Decisions decisions = building.decisions;
    boolean[] touched = new boolean[sizes.length];
    long[] lowest = new long[sizes.length];
    Arrays.fill(lowest, -1L); // the highest, unsigned
    for (int place = 0; place < sizes.length; place++) {
      int group = building.groups.of(place);
      touched[group] |= decisions.past(place) != Example.Past.NEW;
      if (decisions.is(place, Part.TRAIN)) {
        long hash = ByteBuffer.wrap(Sha256.of(decisions.id(place))).getLong();
        if (Long.compareUnsigned(hash, lowest[group]) < 0) {
          lowest[group] = hash;
        }
      }
    }
    List<Integer> groups = new ArrayList<>();
    for (int group = 0; group < sizes.length; group++) {
      if (sizes[group] > 0 && !touched[group]) {
        groups.add(group);
      }
    }
    groups.sort((one, other) -> Long.compareUnsigned(lowest[one], lowest[other]));
    return groups;
  }
}
