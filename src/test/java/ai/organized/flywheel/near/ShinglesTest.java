package ai.organized.flywheel.near;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShinglesTest {
  private static double jaccard(String a, String b) {
    return Shingles.jaccard(Shingles.of(a), Shingles.of(b));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a b c d    | a b c d      | 1
          a b c d    | A, b. C! d   | 1
          a b c d    | a b c e      | 0.3333333333333333
          a b c d e  | a b c d      | 0.6666666666666666
          a b c      | c b a        | 0
          a b        | a b          | 1
          a b        | b a          | 0
          a          | a            | 1
          a b c a b c a b c | a b c a b c | 1
          """)
  void similarityIsSharedSequencesOverAllSequences(String a, String b, double expected) {
    assertThat(jaccard(a, b)).isEqualTo(expected);
    assertThat(jaccard(b, a)).isEqualTo(expected);
  }

  @Test
  void textsWithoutAnyWordAreAlikeAndLikeNothingElse() {
    assertThat(jaccard("", "→ !")).isEqualTo(1);
    assertThat(jaccard("", "tag")).isZero();
  }

  @Test
  void anIdentifierIsOneWord() {
    assertThat(Words.of("Set items[0].price in AW-100/aB_c, then {{Click URL}}."))
        .containsExactly("Set", "items[0].price", "in", "AW-100/aB_c", "then", "Click", "URL");
  }

  @Test
  void aSignBelongsToItsNumber() {
    assertThat(Words.of("(-1) +20% .5 5, 10-20 - 3"))
        .containsExactly("-1", "+20%", ".5", "5", "10-20", "3");
  }

  @Test
  void wordsOfAnyScriptCount() {
    assertThat(Words.of("Straße, überträgt – 価値 «тег»!"))
        .containsExactly("Straße", "überträgt", "価値", "тег");
  }

  /** A rule of dashes, a minified script: long runs must not take quadratic time. */
  @ParameterizedTest
  @ValueSource(strings = {"-", "\u00ad", " ", "(", ".", "a", "- "})
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
  void aLongRunOfAnythingIsReadInNoTime(String piece) {
    String text = "begin" + piece.repeat(400_000) + "end";

    assertThat(Shingles.of(text)).isNotEmpty();
    assertThat(FixDetails.of(text)).isNotNull();
  }
}
