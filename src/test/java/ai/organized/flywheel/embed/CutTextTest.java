package ai.organized.flywheel.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CutTextTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void piecesMakeTheWholeTextAndNoneIsTooLong(long seed) {
    RandomTexts random = new RandomTexts(seed);
    String text = random.hostile(random.upTo(400));
    int longest = 4 + random.upTo(60);

    List<String> pieces = CutText.at(text, longest);

    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces)
        .noneMatch(String::isEmpty)
        .allMatch(piece -> piece.getBytes(UTF_8).length <= longest);
  }

  @Test
  void aBlankIsWhereATextIsCut() {
    assertThat(CutText.at("one two three", 9)).containsExactly("one two ", "three");
    assertThat(CutText.at("onetwothree", 4)).containsExactly("onet", "woth", "ree");
    assertThat(CutText.at("", 4)).isEmpty();
    assertThat(CutText.at("𝄞𝄞", 5)).containsExactly("𝄞", "𝄞");
  }
}
