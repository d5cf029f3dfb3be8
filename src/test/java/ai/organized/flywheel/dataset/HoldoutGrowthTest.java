package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.near.Shingles;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions of a client that grows in random steps, each with near-duplicates of what was. */
class HoldoutGrowthTest {
  private static final DatasetRules RULES =
      new DatasetRules(0.75, 50, 0.1, 10, 0.85, 1, 0.2, new Secret(""));

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  private final List<Example> all = new ArrayList<>();
  private final Map<String, Example> asked = new LinkedHashMap<>();
  private final Map<String, Example> trained = new LinkedHashMap<>();

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noVersionEverTrainsOnWhatAnyVersionAsks(long seed) {
    RandomTexts texts = new RandomTexts(seed);
    for (int version = 1; version <= 5; version++) {
      grow(texts, seed + "/" + version + "/");
      double threshold = texts.oneOf(List.of(0.75, 0.75, 0.6, 0.9));

      Planned plan =
          Plans.next(
              RULES,
              Examples.shuffled(all, version),
              threshold,
              List.copyOf(asked.values()),
              trained.keySet());

      assertThat(plan.holdout()).as("once a question").containsAll(asked.values());
      plan.holdout().forEach(e -> asked.put(e.id(), e));
      plan.train().forEach(e -> trained.put(e.id(), e));
      assertThat(Collections.disjoint(asked.keySet(), trained.keySet())).isTrue();
      assertEveryExampleHasOnePlace(plan, threshold);
    }
    assertNothingTrainedIsNearAQuestion();
  }

  private void grow(RandomTexts texts, String name) {
    int more = 20 + texts.upTo(60);
    for (int i = 0; i < more; i++) {
      Example like = all.isEmpty() ? null : texts.oneOf(all);
      boolean newQuestion = like == null || texts.upTo(3) > 0;
      boolean newAnswer = like == null || texts.upTo(3) > 0;
      String question = newQuestion ? texts.text(9) : texts.nearCopy(like.question());
      String answer = newAnswer ? texts.text(25) : copy(texts, like.answer());
      all.add(Examples.of(name + i, all.size(), question, answer, 0.5 + texts.upTo(51) / 100.0));
    }
  }

  private static String copy(RandomTexts texts, String answer) {
    return switch (texts.upTo(3)) {
      case 0 -> texts.sameWords(answer);
      case 1 -> answer + " AW-" + texts.upTo(3);
      default -> texts.nearCopy(answer);
    };
  }

  private void assertEveryExampleHasOnePlace(Planned plan, double threshold) {
    List<String> placed = new ArrayList<>(Examples.ids(plan.train()));
    placed.addAll(Examples.ids(plan.holdout()));
    plan.duplicates().forEach(d -> placed.add(d.example().id()));
    plan.quarantined().forEach(q -> placed.add(q.example().id()));
    assertThat(placed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            all.stream()
                .filter(e -> e.score() >= threshold || asked.containsKey(e.id()))
                .map(Example::id)
                .toList())
        .hasSize(plan.considered());
  }

  private void assertNothingTrainedIsNearAQuestion() {
    for (Example question : asked.values()) {
      long[] itsQuestion = Shingles.of(question.question());
      long[] itsAnswer = Shingles.of(question.answer());
      for (Example line : trained.values()) {
        assertThat(Shingles.jaccard(itsQuestion, Shingles.of(line.question()))).isLessThan(0.85);
        assertThat(Shingles.jaccard(itsAnswer, Shingles.of(line.answer()))).isLessThan(0.85);
      }
    }
  }
}
