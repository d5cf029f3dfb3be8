package ai.organized.flywheel.dataset;

import ai.organized.flywheel.near.Similarity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pairs for preference training (DPO): two answers to the same problem, one of them good, the other
 * one bad by a margin.
 *
 * <p>Of one problem the best answer stands against the worst, the second best against the second
 * worst, and so on: the clearest choices come first, and no answer is used twice, so that a problem
 * with a hundred attempts teaches no answer a hundred times. At most {@value #MOST_OF_ONE} pairs
 * are taken of a problem. A pair whose answers are nearly the same is left out: training on it
 * lowers the chance of both (Pal et al. 2024, arXiv:2402.13228).
 *
 * @param pairs by the time of the first evidence of their problem
 * @param problems that gave a pair
 * @param leftOut what was left out, by reason: examples; of {@link LeftOut#NO_CHOICE} problems; of
 *     {@link LeftOut#TOO_ALIKE} and {@link LeftOut#BELOW_MARGIN} pairs
 */
public record PreferencePairs(
    List<PreferencePair> pairs, int problems, Map<LeftOut, Integer> leftOut) {
  static final int MOST_OF_ONE = 4;

  /** Scores are decimal: 0.75 − 0.55 is a margin of 0.2. */
  private static final double ROUNDING = 1e-9;

  private static final Comparator<Example> IN_TIME =
      Comparator.comparing(Example::timestamp).thenComparing(Example::id);

  /** Why something is in no pair. */
  public enum LeftOut {
    NEAR_QUESTION("near an evaluation question"),
    LEAKY("tells its own score"),
    CONTRADICTORY("good and bad at once"),
    NO_CHOICE("problems without a good and a bad answer"),
    BELOW_MARGIN("pairs below the margin"),
    TOO_ALIKE("pairs of nearly the same answer");

    private final String words;

    LeftOut(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * @param examples all of a client, of any score, in any order, without personal data
   */
  public static PreferencePairs of(List<Example> examples, PreferenceRules rules) {
    Map<LeftOut, Integer> leftOut = new EnumMap<>(LeftOut.class);
    Map<String, List<Example>> problems = new LinkedHashMap<>();
    for (Example example : examples.stream().sorted(IN_TIME).toList()) {
      if (rules.isNearQuestion().test(example)) {
        count(leftOut, LeftOut.NEAR_QUESTION, 1);
      } else if (rules.leak().apply(example.answer()).isPresent()) {
        count(leftOut, LeftOut.LEAKY, 1);
      } else {
        problems
            .computeIfAbsent(SameWords.of(example.question()), words -> new ArrayList<>())
            .add(example);
      }
    }
    List<PreferencePair> pairs = new ArrayList<>();
    int withPairs = 0;
    for (List<Example> answers : problems.values()) {
      List<PreferencePair> own = pairs(answers, rules, leftOut);
      pairs.addAll(own);
      withPairs += own.isEmpty() ? 0 : 1;
    }
    return new PreferencePairs(List.copyOf(pairs), withPairs, Collections.unmodifiableMap(leftOut));
  }

  private static List<PreferencePair> pairs(
      List<Example> answers, PreferenceRules rules, Map<LeftOut, Integer> leftOut) {
    List<Example> good = distinct(answers, rules, true);
    List<Example> bad = distinct(answers, rules, false);
    Set<String> both = words(good);
    both.retainAll(words(bad));
    good.removeIf(example -> both.contains(SameWords.of(example.answer())));
    bad.removeIf(example -> both.contains(SameWords.of(example.answer())));
    count(leftOut, LeftOut.CONTRADICTORY, 2 * both.size());
    if (good.isEmpty() || bad.isEmpty()) {
      count(leftOut, LeftOut.NO_CHOICE, 1);
      return List.of();
    }
    String question = answers.get(0).question();
    List<PreferencePair> pairs = new ArrayList<>();
    for (int i = 0; i < Math.min(good.size(), bad.size()) && pairs.size() < MOST_OF_ONE; i++) {
      Example better = good.get(i);
      Example worse = bad.get(i);
      if (better.score() - worse.score() < rules.margin() - ROUNDING) {
        count(leftOut, LeftOut.BELOW_MARGIN, 1);
      } else if (Similarity.between(better.answer(), worse.answer()) >= rules.tooAlike()) {
        count(leftOut, LeftOut.TOO_ALIKE, 1);
      } else {
        pairs.add(pair(question, better, worse));
      }
    }
    return pairs;
  }

  /** One side of a problem, the clearest first, each text once. */
  private static List<Example> distinct(
      List<Example> answers, PreferenceRules rules, boolean good) {
    Comparator<Example> clearest =
        good
            ? Example.BEST_FIRST
            : Comparator.comparingDouble(Example::score).thenComparing(IN_TIME);
    Set<String> seen = new HashSet<>();
    return answers.stream()
        .filter(example -> (example.score() >= rules.threshold()) == good)
        .sorted(clearest)
        .filter(example -> seen.add(SameWords.of(example.answer())))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Set<String> words(List<Example> answers) {
    return answers.stream()
        .map(example -> SameWords.of(example.answer()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static PreferencePair pair(String question, Example better, Example worse) {
    return new PreferencePair(
        question,
        better.id(),
        better.answer(),
        better.score(),
        worse.id(),
        worse.answer(),
        worse.score());
  }

  private static void count(Map<LeftOut, Integer> leftOut, LeftOut reason, int more) {
    if (more > 0) {
      leftOut.merge(reason, more, Integer::sum);
    }
  }
}
