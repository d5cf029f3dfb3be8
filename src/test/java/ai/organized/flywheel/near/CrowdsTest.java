package ai.organized.flywheel.near;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.near.UniqueTexts.Outcome;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Input that would take hours if all were compared with all. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class CrowdsTest {
  private static final int MANY = 20_000;
  private static final String TEMPLATE = new RandomTexts(1).text(40);

  private final UniqueTexts unique = new UniqueTexts(0.85, 1_000);

  private Outcome offer(String text) {
    return unique.offer(text, (place, similarity) -> {});
  }

  @Test
  void manyIdenticalTextsAreNotComparedAtAll() {
    offer(TEMPLATE);
    for (int i = 1; i < MANY; i++) {
      assertThat(offer(TEMPLATE)).isEqualTo(new Outcome.Same(0));
    }
    assertThat(unique.compared()).isZero();
  }

  @Test
  void manyTextsWithoutWordsAreOne() {
    offer("");
    for (int i = 1; i < MANY; i++) {
      assertThat(offer(" ".repeat(i % 9) + "→")).isEqualTo(new Outcome.Same(0));
    }
  }

  @Test
  void manyTextsOfOneTemplateStayApartByTheirDetailsAndFindTheirOwn() {
    for (int i = 0; i < MANY; i++) {
      assertThat(offer("in AW-" + i + " " + TEMPLATE + " now")).isEqualTo(new Outcome.Kept());
    }
    assertThat(unique.compared()).isLessThanOrEqualTo(64L * MANY);
    for (int i = 0; i < MANY; i += 100) {
      assertThat(((Outcome.Near) offer("in AW-" + i + " " + TEMPLATE + " then")).of()).isEqualTo(i);
    }
  }

  @Test
  void aCopyIsFoundAmongManyThatShareHalfOfIt() {
    RandomTexts random = new RandomTexts(2);
    String half = random.text(20);
    int missed = 0;
    for (int i = 0; i < MANY; i++) {
      String own = random.text(25);
      assertThat(offer(half + " " + own)).isEqualTo(new Outcome.Kept());
      if (i % 100 == 0) {
        missed += offer(half + " " + random.nearCopy(own)) instanceof Outcome.Near ? 0 : 1;
      }
    }
    assertThat(missed).isZero();
  }

  @Test
  void manyIdenticalTextsAreToldWithoutComparingEach() {
    NearTexts texts = new NearTexts(0.85, 1_000);
    for (int i = 0; i < MANY; i++) {
      texts.add(TEMPLATE);
    }
    int[] told = new int[1];
    for (int i = 0; i < 100; i++) {
      texts.near(TEMPLATE + " more", (place, similarity) -> told[0]++);
    }
    assertThat(told[0]).isEqualTo(100 * MANY);
    assertThat(texts.compared()).isEqualTo(100);
  }

  @Test
  void aTextOfAMegabyteIsATextLikeOthers() {
    RandomTexts random = new RandomTexts(3);
    String large = random.text(160_000);
    assertThat(large).hasSizeGreaterThan(1_000_000);
    offer("a small one before");
    assertThat(offer(large)).isEqualTo(new Outcome.Kept());
    offer("a small one behind");

    assertThat(offer(large + "!")).isEqualTo(new Outcome.Same(1));
    assertThat(offer(random.nearCopy(large))).isInstanceOf(Outcome.Near.class);
    assertThat(offer("A small one behind.")).isEqualTo(new Outcome.Same(2));
  }

  @Test
  void halvesOfPairsAndOtherHostileCharactersAreRead() {
    RandomTexts random = new RandomTexts(4);
    for (int i = 0; i < 2000; i++) {
      String text = random.hostile(100);
      offer(text);
      assertThat(offer(text)).isNotEqualTo(new Outcome.Kept());
    }
  }
}
