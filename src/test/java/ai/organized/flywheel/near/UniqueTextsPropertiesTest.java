package ai.organized.flywheel.near;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.near.Reference.Seen;
import ai.organized.flywheel.near.UniqueTexts.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UniqueTextsPropertiesTest {
  private static final double THRESHOLD = 0.85;

  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  /** Texts with words of their own, copies with one to four changes, and copies of copies. */
  private static List<String> texts(long seed, int count) {
    RandomTexts texts = new RandomTexts(seed);
    List<String> all = new ArrayList<>(List.of("", "→"));
    while (all.size() < count) {
      switch (texts.upTo(4)) {
        case 0 -> all.add(texts.text(1 + texts.upTo(25)));
        case 1 -> all.add(texts.text(30 + texts.upTo(31)));
        case 2 -> all.add(texts.sameWords(texts.oneOf(all)));
        default -> all.add(changed(texts, texts.oneOf(all)));
      }
    }
    return all;
  }

  private static String changed(RandomTexts texts, String text) {
    String changed = text;
    for (int i = texts.upTo(4); i >= 0; i--) {
      changed = texts.nearCopy(changed);
    }
    return texts.upTo(4) == 0 ? changed + " " + texts.oneOf(List.of("AW-1", "not", "7")) : changed;
  }

  private static Outcome offer(UniqueTexts unique, String text) {
    return unique.offer(text, (place, similarity) -> {});
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyOutcomeIsThatOfComparingAllWithAll(long seed) {
    UniqueTexts unique = new UniqueTexts(THRESHOLD, 1_000);
    Reference reference = new Reference(THRESHOLD);
    List<String> texts = texts(seed, 200);
    int missed = 0;
    for (String text : texts) {
      Outcome expected = reference.decide(Seen.of(text));
      Outcome outcome = offer(unique, text);
      if (!outcome.equals(expected)) {
        assertThat(expected).as("nothing is near that is not").isInstanceOf(Outcome.Near.class);
        assertThat(outcome).as("only missed, never another").isInstanceOf(Outcome.Kept.class);
        int of = ((Outcome.Near) expected).of();
        assertThat(Seen.of(texts.get(of)).jaccard(Seen.of(text))).isLessThan(THRESHOLD);
        reference.keep(Seen.of(text));
        missed++;
      }
    }
    assertThat(missed).isLessThanOrEqualTo(2);
  }

  /** Of prose without details, so that MinHash alone has to find them, among many others. */
  @Test
  void ofPairsWithAJaccardOfFourTenthsOneInAHundredIsMissed() {
    RandomTexts texts = new RandomTexts(7);
    NearTexts index = new NearTexts(THRESHOLD, 1_000);
    List<String> copies = new ArrayList<>();
    int pairs = 0;
    int missed = 0;
    List<String> originals = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      originals.add(texts.text(30 + texts.upTo(31)));
      index.add(originals.get(i));
      String copy = originals.get(i);
      for (int changes = 1 + texts.upTo(4); changes > 0; changes--) {
        copy = texts.nearCopy(copy);
      }
      copies.add(copy);
    }
    for (int i = 0; i < copies.size(); i++) {
      Seen original = Seen.of(originals.get(i));
      Seen copy = Seen.of(copies.get(i));
      double jaccard = original.jaccard(copy);
      if (jaccard >= 0.4 && original.similarity(copy) >= THRESHOLD) {
        List<Integer> found = new ArrayList<>();
        index.near(copies.get(i), (place, similarity) -> found.add(place));
        pairs++;
        missed += found.contains(i) ? 0 : 1;
        assertThat(found.contains(i) || jaccard < THRESHOLD).isTrue();
      }
    }
    assertThat(pairs).isGreaterThan(3500);
    assertThat(missed).isLessThanOrEqualTo(pairs / 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsUniqueStaysUnique(long seed) {
    List<String> kept = new ArrayList<>();
    UniqueTexts once = new UniqueTexts(THRESHOLD, 1_000);
    for (String text : texts(seed, 200)) {
      if (offer(once, text) instanceof Outcome.Kept) {
        kept.add(text);
      }
    }
    UniqueTexts twice = new UniqueTexts(THRESHOLD, 1_000);

    assertThat(kept).allMatch(text -> offer(twice, text) instanceof Outcome.Kept);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameTextsInTheSameOrderHaveTheSameOutcomes(long seed) {
    UniqueTexts one = new UniqueTexts(THRESHOLD, 1_000);
    UniqueTexts other = new UniqueTexts(THRESHOLD, 1_000);

    for (String text : texts(seed, 200)) {
      assertThat(offer(one, text)).isEqualTo(offer(other, text));
    }
    assertThat(one.compared()).isEqualTo(other.compared());
  }
}
