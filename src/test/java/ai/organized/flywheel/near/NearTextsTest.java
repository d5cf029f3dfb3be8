package ai.organized.flywheel.near;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.near.Reference.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NearTextsTest {
  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  private static List<String> near(NearTexts texts, String text) {
    List<String> found = new ArrayList<>();
    texts.near(text, (place, similarity) -> found.add(place + " " + similarity));
    return found;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tellsWhatComparingAllWithAllTells(long seed) {
    RandomTexts random = new RandomTexts(seed);
    NearTexts texts = new NearTexts(0.85, 1_000);
    List<String> all = new ArrayList<>(List.of("", "!?"));
    all.forEach(texts::add);
    List<Seen> seen = new ArrayList<>(all.stream().map(Seen::of).toList());
    int missed = 0;
    for (int i = 2; i < 200; i++) {
      String text =
          switch (random.upTo(4)) {
            case 0 -> random.textOf(List.of("tag", "fires", "AW-1", "not"), random.upTo(6));
            case 1 -> random.sameWords(random.oneOf(all));
            case 2 -> random.nearCopy(random.oneOf(all));
            default -> random.text(1 + random.upTo(60));
          };
      Seen one = Seen.of(text);
      List<String> expected = new ArrayList<>();
      for (int place = 0; place < all.size(); place++) {
        double similarity = seen.get(place).similarity(one);
        if (similarity >= 0.85) {
          expected.add(place + " " + similarity);
        }
      }
      List<String> found = near(texts, text);
      assertThat(expected).containsSubsequence(found);
      missed += expected.size() - found.size();
      assertThat(texts.add(text)).isEqualTo(i);
      all.add(text);
      seen.add(one);
    }
    assertThat(missed).isLessThanOrEqualTo(2);
  }

  @Test
  void textsOfTheSameWordsAreAllTold() {
    NearTexts texts = new NearTexts(0.85, 1_000);
    texts.add("Publish the workspace");
    texts.add("set the currency");
    texts.add("publish the workspace.");
    texts.add("publish  the workspace");

    assertThat(near(texts, "publish the workspace")).containsExactly("0 1.0", "2 1.0", "3 1.0");
  }

  @Test
  void detailsDoNotTellTextsApart() {
    NearTexts texts = new NearTexts(0.85, 1_000);
    String text = new RandomTexts(1).text(40);
    texts.add(text + " AW-1");

    assertThat(near(texts, text + " AW-2")).containsExactly("0 " + 40 / 41.0);
  }

  @Test
  void lookingLeavesNoTrace() {
    NearTexts texts = new NearTexts(0.85, 1_000);
    near(texts, "publish the workspace");

    assertThat(near(texts, "publish the workspace")).isEmpty();
    assertThat(texts.compared()).isZero();
  }

  @Test
  void whatIsBelowTheThresholdIsToldWhenThatIsAskedFor() {
    NearTexts texts = new NearTexts(0.85, 1_000);
    texts.add("publish the workspace after the review of the colleague");
    texts.add("set the currency of the tag in the settings of the shop");
    String text = "set the currency of the tag in the settings of the page";

    assertThat(near(texts, text)).isEmpty();
    List<String> told = new ArrayList<>();
    texts.near(text, 0.5, (place, similarity) -> told.add(place + " " + similarity));

    assertThat(told).containsExactly("1 " + 9 / 11.0);
  }
}
