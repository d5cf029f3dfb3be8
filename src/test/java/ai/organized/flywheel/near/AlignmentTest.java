package ai.organized.flywheel.near;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlignmentTest {
  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  /** One object for all texts, as it is used: what one leaves behind must not touch the next. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void countsTheWordsThatBothHaveInTheSameOrder(long seed) {
    Random random = new Random(seed);
    Alignment alignment = new Alignment();
    for (int i = 0; i < 20; i++) {
      int[] one = words(random);
      int[] other = words(random);
      alignment.fill(one, one.length);

      assertThat(alignment.common(other, 0, other.length)).isEqualTo(slowly(one, other));
      assertThat(alignment.common(one, 0, one.length)).isEqualTo(one.length);
    }
  }

  private static int[] words(Random random) {
    int different = 1 + random.nextInt(random.nextBoolean() ? 5 : 200);
    return random.ints(random.nextInt(300), 0, different).map(w -> w * 64).toArray();
  }

  static int slowly(int[] a, int[] b) {
    int[][] common = new int[a.length + 1][b.length + 1];
    for (int i = 1; i <= a.length; i++) {
      for (int j = 1; j <= b.length; j++) {
        common[i][j] =
            a[i - 1] == b[j - 1]
                ? common[i - 1][j - 1] + 1
                : Math.max(common[i - 1][j], common[i][j - 1]);
      }
    }
    return common[a.length][b.length];
  }

  @Test
  void fourWordsOfThirtyReplacedAreNear() {
    String text = new RandomTexts(1).text(30);
    String[] words = Words.of(text);
    for (int at : List.of(3, 10, 17, 24)) {
      words[at] = "other";
    }

    assertThat(Similarity.between(text, String.join(" ", words))).isEqualTo(26 / 30.0);
    assertThat(Shingles.jaccard(Shingles.of(text), Shingles.of(String.join(" ", words))))
        .isEqualTo(16 / 40.0);
  }

  @Test
  void aParagraphThatMovedIsNear() {
    String one = new RandomTexts(2).text(50);
    String other = new RandomTexts(3).text(50);

    assertThat(Similarity.between(one + " " + other, other + " " + one))
        .isEqualTo(96 / 100.0, org.assertj.core.data.Offset.offset(0.02));
  }

  @Test
  void inAShortTextOneWordIsTheDifference() {
    String nineteen = new RandomTexts(4).text(19);

    assertThat(Similarity.between(nineteen + " one", nineteen + " other")).isEqualTo(0.95);
    assertThat(Similarity.between(nineteen, nineteen.replaceFirst(" \\w+ ", " other ")))
        .isLessThan(0.85);
  }
}
