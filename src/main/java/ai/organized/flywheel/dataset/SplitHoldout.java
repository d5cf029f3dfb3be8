package ai.organized.flywheel.dataset;

import ai.organized.flywheel.dataset.Split.Quarantined;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sets questions aside so that no version ever trains on one.
 *
 * <p>Once a question always a question, once trained on never a question. New questions are the
 * lowest hashes among groups of near-duplicates that are new as a whole, because a group must not
 * stand on both sides; what is still near a question is trained on by nobody. Nearness here is
 * stricter than in dedup: {@code AW-1} and {@code AW-2} are two fixes, but one gives the other
 * away.
 *
 * <p>A group that would ask more than is wanted, such as one problem with many solutions, is asked
 * only when there are too few questions without it.
 */
final class SplitHoldout {
  private static final Comparator<Example> IN_TIME =
      Comparator.comparing(Example::timestamp).thenComparing(Example::id);

  private final DatasetRules rules;

  SplitHoldout(DatasetRules rules) {
    this.rules = rules;
  }

  /**
   * @param asked the questions of earlier versions; they stay questions
   * @param trained what an earlier version trained on, whether it is among the examples or not
   */
  Split split(List<Example> examples, List<Example> asked, List<Example> trained) {
    List<Example> holdout = new ArrayList<>(asked);
    int all = examples.size() + asked.size();
    int wanted = Math.max(rules.minHoldout(), (int) Math.floor(rules.holdoutShare() * all));
    List<List<Example>> tooLarge = new ArrayList<>();
    for (List<Example> group : untouched(examples, asked, trained)) {
      if (holdout.size() + group.size() <= wanted) {
        holdout.addAll(group);
      } else {
        tooLarge.add(group);
      }
    }
    tooLarge.sort(Comparator.comparing(List::size));
    for (List<Example> group : tooLarge) {
      if (holdout.size() < rules.minHoldout()) {
        holdout.addAll(group);
      }
    }
    holdout.sort(IN_TIME);
    return keepAway(examples, holdout);
  }

  /** Groups that are near nothing that was asked or trained on, the lowest hash first. */
  private List<List<Example>> untouched(
      List<Example> examples, List<Example> asked, List<Example> trained) {
    Set<String> touched = new HashSet<>();
    Map<String, Example> all = new LinkedHashMap<>();
    examples.forEach(e -> all.put(e.id(), e));
    Stream.of(asked, trained)
        .flatMap(List::stream)
        .forEach(
            e -> {
              touched.add(e.id());
              all.putIfAbsent(e.id(), e);
            });
    return NearGroups.of(List.copyOf(all.values()), rules.nearDuplicate()).stream()
        .filter(group -> group.stream().noneMatch(e -> touched.contains(e.id())))
        .sorted(Comparator.comparing(SplitHoldout::lowestHash))
        .toList();
  }

  private static String lowestHash(List<Example> group) {
    return group.stream().map(e -> StableHash.of(e.id())).min(String::compareTo).orElseThrow();
  }

  private Split keepAway(List<Example> examples, List<Example> holdout) {
    Set<String> questions = holdout.stream().map(Example::id).collect(Collectors.toSet());
    NearHoldout near = new NearHoldout(holdout, rules.nearDuplicate());
    List<Example> train = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    for (Example example : examples) {
      if (!questions.contains(example.id())) {
        near.nearest(example).ifPresentOrElse(quarantined::add, () -> train.add(example));
      }
    }
    train.sort(IN_TIME);
    return new Split(train, holdout, quarantined);
  }
}
