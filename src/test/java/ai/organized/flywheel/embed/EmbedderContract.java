package ai.organized.flywheel.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.fixtures.RandomTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every embedder promises. */
public abstract class EmbedderContract {
  protected static final ClientId ACME = new ClientId("acme");

  /** The one to be asked; each call may make a new one. */
  protected abstract Embedder embedder();

  /** A word that its fingerprint must say. */
  protected abstract String model();

  static LongStream seeds() {
    return LongStream.range(0, 8);
  }

  private List<float[]> vectors(List<String> texts) {
    return embedder().embed(ACME, texts);
  }

  private double cosine(String a, String b) {
    List<float[]> both = vectors(List.of(a, b));
    return Cosine.of(both.get(0), both.get(1));
  }

  @Test
  void theFingerprintNamesTheModelAndTheThresholdIsACosine() {
    assertThat(embedder().fingerprint()).contains(model());
    assertThat(embedder().threshold()).isBetween(0.5, 1.0);
  }

  @Test
  void noTextGivesNoVector() {
    assertThat(vectors(List.of())).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyVectorHasLengthOneAndAllHaveTheSameNumberOfParts(long seed) {
    RandomTexts random = new RandomTexts(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      texts.add("tag " + random.hostile(1 + random.upTo(200)));
    }

    List<float[]> vectors = vectors(texts);

    assertThat(vectors).hasSize(5).extracting(vector -> vector.length).containsOnly(parts(vectors));
    for (float[] vector : vectors) {
      assertThat(Cosine.of(vector, vector)).isCloseTo(1, within(1e-5));
    }
  }

  private static int parts(List<float[]> vectors) {
    return vectors.get(0).length;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameTextGivesTheSameVectorAloneOrInABatchAndTheOrderIsKept(long seed) {
    RandomTexts random = new RandomTexts(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      texts.add(random.text(1 + random.upTo(60)));
    }
    texts.add(texts.get(random.upTo(7)));

    List<float[]> together = vectors(texts);

    for (int i = 0; i < texts.size(); i++) {
      assertThat(together.get(i))
          .as(texts.get(i))
          .containsExactly(vectors(List.of(texts.get(i))).get(0), within(1e-5f));
    }
  }

  @Test
  void aTextWithNoWordIsAllZerosOfTheSameNumberOfParts() {
    List<float[]> alone = vectors(List.of("", " \t\n ", "?!", "→", "\u200b"));
    List<float[]> among = vectors(List.of("the tag fires twice", "", "…", "a tag"));

    assertThat(alone).allSatisfy(vector -> assertThat(vector).containsOnly(0f));
    assertThat(among.get(1)).containsOnly(0f).hasSize(parts(alone));
    assertThat(among.get(2)).containsOnly(0f);
    assertThat(Cosine.of(among.get(0), among.get(0))).isCloseTo(1, within(1e-5));
    assertThat(parts(among)).isEqualTo(parts(alone));
  }

  @Test
  void theEndOfALongTextCountsToo() {
    String start = "the purchase tag fires twice because its trigger is wrong. ".repeat(100);
    String tags = start + "Move the consent defaults above every other script. ".repeat(75);
    String fruit = start + "Apples and pears grow in the garden of the king. ".repeat(75);

    List<float[]> vectors = vectors(List.of(start, tags, fruit));

    vectors.forEach(vector -> assertThat(Cosine.of(vector, vector)).isCloseTo(1, within(1e-5)));
    assertThat(Cosine.of(vectors.get(1), vectors.get(2))).isLessThan(0.97);
  }

  @Test
  void aLongTextWithoutABlankIsEmbedded() {
    List<float[]> vectors = vectors(List.of("x".repeat(20_000), "日本語".repeat(1_000), "{\"a\":1}"));

    vectors.forEach(vector -> assertThat(Cosine.of(vector, vector)).isCloseTo(1, within(1e-5)));
  }

  @Test
  void textsThatSayTheSameAreNearerThanOthers() {
    String fix = "Fire the purchase tag once: add a trigger that checks the transaction id.";

    double near = cosine(fix, "Add a transaction id check to the trigger of the purchase tag.");
    double far = cosine(fix, "Send hashed e-mail addresses with the lead form for Meta.");

    assertThat(near).isGreaterThan(far + 0.2);
    assertThat(cosine(fix, fix)).isCloseTo(1, within(1e-5));
  }

  @Test
  void aThousandTextsComeBackInTheirOrder() {
    RandomTexts random = new RandomTexts(1);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      texts.add(i + " " + random.text(6));
    }

    List<float[]> vectors = vectors(texts);

    assertThat(vectors).hasSize(1_000);
    assertThat(vectors.stream().map(Arrays::hashCode).distinct()).hasSizeGreaterThan(990);
    for (int i : new int[] {0, 31, 32, 63, 64, 500, 999}) {
      assertThat(vectors.get(i))
          .containsExactly(vectors(List.of(texts.get(i))).get(0), within(1e-5f));
    }
  }
}
