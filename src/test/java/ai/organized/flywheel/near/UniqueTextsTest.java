package ai.organized.flywheel.near;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.near.UniqueTexts.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniqueTextsTest {
  private static final String BEGIN = new RandomTexts(1).text(20);
  private static final String END = new RandomTexts(2).text(20);

  private final UniqueTexts unique = new UniqueTexts(0.85, 1_000);
  private final List<String> alike = new ArrayList<>();

  private Outcome offer(String text) {
    return unique.offer(text, (place, similarity) -> alike.add(place + " " + similarity));
  }

  private static String around(String middle) {
    return BEGIN + " " + middle + " " + END;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET THE", "  set   the\n", "\"Set\" (the),", "Set\u00a0the"})
  void caseBlanksAndPunctuationMakeNoOtherText(String other) {
    offer("the first of all");
    offer("set the " + "currency");

    Outcome outcome = offer(other.equals("SET THE") ? "Set the Currency" : other + " currency.");

    assertThat(outcome).isEqualTo(new Outcome.Same(1));
  }

  @Test
  void fewOrdinaryWordsChangedMakeNoOtherText() {
    offer(around("then reads it from there"));

    assertThat(offer(around("now takes these over here")))
        .isEqualTo(new Outcome.Near(0, 40 / 45.0));
  }

  @Test
  void anotherDetailMakesAnotherTextThatIsToldToBeAlike() {
    offer(around("sends to AW-1 there"));

    assertThat(offer(around("sends to AW-2 there"))).isEqualTo(new Outcome.Kept());
    assertThat(alike).containsExactly("0 " + 43 / 44.0);
  }

  @Test
  void theAlikeOfATextThatIsNotKeptAreNotTold() {
    offer(around("sends to AW-1 there"));
    offer(around("sends to AW-2 there"));
    alike.clear();

    assertThat(offer(around("sends to AW-2 here"))).isInstanceOf(Outcome.Near.class);
    assertThat(offer(around("sends to AW-1 there"))).isEqualTo(new Outcome.Same(0));
    assertThat(alike).isEmpty();
  }

  @Test
  void placesCountEveryOfferAndNameKeptTextsOnly() {
    offer("publish the workspace");
    offer("Publish the workspace!");
    offer(around("purchase"));
    offer(around("checkout"));

    assertThat(offer(around("checkout") + ".")).isInstanceOf(Outcome.Near.class);
    assertThat(((Outcome.Near) offer(around("basket"))).of()).isEqualTo(2);
  }

  @Test
  void ofEquallyNearTextsTheFirstIsNamed() {
    String text = new RandomTexts(3).text(40);
    String[] one = Words.of(text);
    String[] other = Words.of(text);
    for (int i = 0; i < 4; i++) {
      one[i * 4 + 2] = "this";
      other[i * 4 + 22] = "that";
    }
    assertThat(offer(String.join(" ", one))).isEqualTo(new Outcome.Kept());
    assertThat(offer(String.join(" ", other))).isEqualTo(new Outcome.Kept());

    assertThat(offer(text)).isEqualTo(new Outcome.Near(0, 0.9));
  }

  @Test
  void whatIsComparedIsCounted() {
    offer(around("purchase"));
    assertThat(unique.compared()).isZero();

    offer(around("checkout"));
    assertThat(unique.compared()).isEqualTo(1);
  }
}
