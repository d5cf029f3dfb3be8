package ai.organized.flywheel.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.organized.flywheel.fixtures.RandomTexts;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexicalEmbedderTest {
  private final InProcessEmbedder embedder = new LexicalEmbedder();

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  private double cosine(String a, String b) {
    return Cosine.of(embedder.embed(a), embedder.embed(b));
  }

  @Test
  void theFingerprintNamesMethodAndSize() {
    assertThat(embedder.fingerprint()).isEqualTo("lexical-1/4096");
    assertThat(embedder.embed("tag")).hasSize(4096);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void vectorsHaveLengthOneAndNoNegativePart(long seed) {
    String text = new RandomTexts(seed).hostile(300);
    float[] vector = embedder.embed("purchase " + text);

    assertThat(Cosine.of(vector, vector)).isCloseTo(1, within(1e-5));
    for (float part : vector) {
      assertThat(part).isGreaterThanOrEqualTo(0);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameTextGivesTheSameVector(long seed) {
    String text = new RandomTexts(seed).text(30);

    assertThat(new LexicalEmbedder().embed(text)).isEqualTo(embedder.embed(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "?!", "the of and", "→"})
  void aTextWithNoWordThatSaysSomethingIsAllZeros(String text) {
    assertThat(embedder.embed(text)).containsOnly(0f);
    assertThat(cosine(text, "the tag fires twice")).isZero();
  }

  @Test
  void caseAndPunctuationDoNotCount() {
    assertThat(cosine("Rebuild the trigger.", "rebuild, THE trigger")).isCloseTo(1, within(1e-5));
  }

  @Test
  void sharedWordsAreNearerThanOtherWordsAndTheirOrderCounts() {
    String reference = "rebuild the purchase trigger and publish the workspace";

    double same = cosine(reference, "publish the workspace, then rebuild the purchase trigger");
    double near = cosine(reference, "repair the purchase trigger");
    double far = cosine(reference, "move consent defaults above all other scripts");

    assertThat(same).isLessThan(0.999).isGreaterThan(near);
    assertThat(near).isGreaterThan(far + 0.2);
    assertThat(far).isLessThan(0.2);
  }

  @Test
  void pieceOfAWordCountsSoThatInflectionsAreNear() {
    assertThat(cosine("deduplication", "deduplicated"))
        .isGreaterThan(0.4)
        .isGreaterThan(cosine("deduplication", "currencies") + 0.3);
  }
}
