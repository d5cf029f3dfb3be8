package ai.organized.flywheel.near;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern COMPARISON = Pattern.compile("!?[<>=≠≤≥]+");

  /** What makes the ends of a word another word, and blanks of all kinds between. */
  private static final List<String> PIECES =
      List.of(
          " ",
          " ",
          "\u00a0",
          "\u2003",
          "\u0085",
          "\u001c",
          "!",
          "=",
          "<",
          "≠",
          "-",
          "+",
          ".",
          "%",
          "€",
          "$",
          "(",
          "5",
          "٣",
          "½",
          "Ⅷ",
          "a",
          "B",
          "ß",
          "_",
          "'",
          "’",
          "\ud835\udc00",
          "\ud800");

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aTextIsSplitAtTheBlanksOfUnicodeAndEachPieceReadForItself(long seed) {
    RandomTexts texts = new RandomTexts(seed);
    for (int i = 0; i < 50; i++) {
      String text = i % 2 == 0 ? texts.hostile(60) : texts.textOf(PIECES, 40).replace(" ", "");
      text = i % 4 == 1 ? texts.textOf(PIECES, 40) : text;

      List<String> words = List.of(Words.of(text));

      assertThat(words).isEqualTo(slowly(text));
    }
  }

  /** Split by the pattern first, then each piece for itself, of which no text is left. */
  private static List<String> slowly(String text) {
    return BLANKS
        .splitAsStream(text)
        .filter(piece -> !piece.isEmpty())
        .flatMap(
            piece ->
                COMPARISON.matcher(piece).matches()
                    ? List.of(piece).stream()
                    : List.of(Words.of(piece)).stream())
        .toList();
  }

  @Test
  void comparisonsStandAlone() {
    assertThat(Words.of("a == b != c !<= d ! e =! f !a (!b) ="))
        .containsExactly("a", "==", "b", "!=", "c", "!<=", "d", "e", "f", "!a", "!b", "=");
  }
}
