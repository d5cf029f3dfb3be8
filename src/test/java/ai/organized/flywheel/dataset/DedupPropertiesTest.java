package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.near.Shingles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DedupPropertiesTest {
  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  /** Distinct answers and copies of answers, near and exact, and copies of copies. */
  private static List<Example> answers(long seed) {
    RandomTexts texts = new RandomTexts(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String answer =
          examples.isEmpty() || texts.upTo(3) == 0
              ? texts.text(1 + texts.upTo(60))
              : copy(texts, texts.oneOf(examples).answer());
      examples.add(Examples.of(seed + "/" + i, texts.upTo(5), "q", answer, texts.upTo(5) / 4.0));
    }
    return examples;
  }

  private static String copy(RandomTexts texts, String answer) {
    return switch (texts.upTo(4)) {
      case 0 -> texts.sameWords(answer);
      case 1 -> answer + " " + texts.oneOf(List.of("AW-1", "AW-2", "not", "7"));
      default -> texts.nearCopy(answer);
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfTheInputChangesNothing(long seed) {
    List<Example> examples = answers(seed);

    assertThat(Unique.of(Examples.shuffled(examples, seed), 0.85))
        .isEqualTo(Unique.of(examples, 0.85));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsUniqueStaysUnique(long seed) {
    Unique once = Unique.of(answers(seed), 0.85);

    Unique twice = Unique.of(once.kept(), 0.85);

    assertThat(twice.kept()).isEqualTo(once.kept());
    assertThat(twice.duplicates()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyAnswerStaysOrNamesABetterOneThatStayedAndIsNear(long seed) {
    List<Example> examples = answers(seed);
    Unique unique = Unique.of(examples, 0.85);

    Set<Example> all = new HashSet<>(unique.kept());
    for (Planned.Duplicate duplicate : unique.duplicates()) {
      Example stayed =
          unique.kept().stream()
              .filter(e -> e.id().equals(duplicate.kept()))
              .findFirst()
              .orElseThrow();
      assertThat(stayed.score()).isGreaterThanOrEqualTo(duplicate.example().score());
      assertThat(duplicate.similarity())
          .isGreaterThanOrEqualTo(0.85)
          .isGreaterThanOrEqualTo(similarity(stayed, duplicate.example()) - 1e-4);
      assertThat(all.add(duplicate.example())).isTrue();
    }
    assertThat(all).isEqualTo(new HashSet<>(examples));
  }

  private static double similarity(Example a, Example b) {
    return Shingles.jaccard(Shingles.of(a.answer()), Shingles.of(b.answer()));
  }
}
