package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.near.Shingles;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindDuplicatesTest {
  /** Long enough that one other word leaves the rest near: 60 shingles, three of them touched. */
  private static final String BEFORE = new RandomTexts(11).text(30);

  private static final String AFTER = new RandomTexts(12).text(30);

  private static String around(String middle) {
    return BEFORE + " " + middle + " " + AFTER;
  }

  private static Unique of(String better, String worse) {
    return Unique.of(
        List.of(Examples.answer("worse", worse, 0.8), Examples.answer("better", better, 0.9)),
        0.85);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set the currency and publish",
        "Set the currency, and publish.",
        "  Set   the\tcurrency\n\n– and publish!",
        "\"Set the currency\" (and publish)",
        "Set the\u00a0currency and\u2003publish"
      })
  void caseBlanksAndPunctuationMakeNoOtherAnswer(String other) {
    Unique unique = of("Set the currency and publish", other);

    assertThat(unique.kept()).extracting(Example::score).containsExactly(0.9);
    assertThat(unique.duplicates()).extracting(Planned.Duplicate::similarity).containsExactly(1.0);
  }

  @Test
  void nearlyTheSameWordsAreOneAnswer() {
    Unique unique = of(around("purchase"), around("checkout"));

    assertThat(unique.kept()).hasSize(1);
    assertThat(unique.duplicates().get(0).similarity()).isBetween(0.85, 0.99);
  }

  @Test
  void halfTheWordsAreNotEnough() {
    assertThat(of(BEFORE + " " + AFTER, BEFORE).duplicates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sends to AW-100000001 now       | sends to AW-100000002 now
          sends to AW-100000001 now       | sends to the account now
          reads items[0].price first      | reads items[1].price first
          fires on add_to_cart only       | fires on begin_checkout only
          reads the eventId there         | reads the event there
          in container GTM-ABCDEF now     | in container GTM-ABCDEG now
          waits 500 milliseconds first    | waits 5000 milliseconds first
          keeps it 30 days long           | keeps it 90 days long
          multiplies by 1.5 there         | multiplies by 15 there
          adds the offset -1 there        | adds the offset 1 there
          bids +20% more there            | bids -20% more there
          bids 20% more there             | bids 20 more there
          rounds at .5 there              | rounds at 5 there
          the tag must fire there         | the tag must not fire there
          the consent is given then       | the consent isn't given then
          the consent is given then       | the consent isn’t given then
          the pixel always loads there    | the pixel never loads there
          with the linker set there       | without the linker set there
          the tag is enabled there        | the tag is disabled there
          the option is true there        | the option is false there
          the option is on there          | the option is off there
          the state == granted then       | the state != granted then
          the state==granted then         | the state!=granted then
          when value > limit then         | when value < limit then
          if consent then                 | if !consent then
          """)
  void anotherIdentifierNumberOrNegationIsAnotherAnswer(String one, String other) {
    assertThat(Shingles.jaccard(Shingles.of(around(one)), Shingles.of(around(other))))
        .as("near enough that the words alone would merge them")
        .isGreaterThanOrEqualTo(0.85);

    assertThat(of(around(one), around(other)).duplicates()).isEmpty();
    assertThat(of(around(other), around(one)).duplicates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"AW-1,AW-2", "send -1,send 1", "value == x,value != x", "must fire,must not fire"})
  void shortAnswersThatDifferInADetailAreTwo(String one, String other) {
    assertThat(of(one, other).duplicates()).isEmpty();
  }

  @Test
  void theSameDetailsInAnotherOrderAreAnotherAnswer() {
    assertThat(of(around("from AW-1 over to AW-2"), around("from AW-2 over to AW-1")).duplicates())
        .isEmpty();
  }

  @Test
  void theBestScoredStays() {
    Unique unique = of(around("purchase"), around("checkout"));

    assertThat(unique.kept()).extracting(Example::answer).containsExactly(around("purchase"));
    assertThat(unique.duplicates().get(0).kept()).isEqualTo(unique.kept().get(0).id());
  }

  @Test
  void amongEquallyGoodOnesTheEarliestStays() {
    Example early = Examples.of("early", 1, "q", "publish the workspace", 0.9);
    Example late = Examples.of("late", 2, "q", "Publish the workspace", 0.9);

    assertThat(Unique.of(List.of(late, early), 0.85).kept()).containsExactly(early);
    assertThat(Duration.between(early.timestamp(), late.timestamp())).isPositive();
  }

  @Test
  void aCopyOfADroppedAnswerNamesTheOneThatStayed() {
    Example best = Examples.answer("best", around("purchase"), 0.95);
    Example near = Examples.answer("near", around("checkout"), 0.9);
    Example sameAsNear = Examples.answer("same", around("checkout") + ".", 0.8);

    Unique unique = Unique.of(List.of(best, near, sameAsNear), 0.85);

    assertThat(unique.kept()).containsExactly(best);
    assertThat(unique.duplicates()).extracting(Planned.Duplicate::kept).containsOnly(best.id());
  }

  @Test
  void answersWithoutAnyWordAreOne() {
    assertThat(of("→ ✓", "!!").duplicates()).hasSize(1);
  }
}
