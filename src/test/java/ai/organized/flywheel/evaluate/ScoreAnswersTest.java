package ai.organized.flywheel.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.organized.flywheel.embed.LexicalEmbedder;
import ai.organized.flywheel.evaluate.Scorecard.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreAnswersTest {
  private static final double ROOT_HALF = Math.sqrt(0.5);

  private final ScoreAnswers scoring = new ScoreAnswers(new LetterEmbedder());

  private Scorecard score(List<String> references, List<String> answers) {
    return Scoring.score(scoring, references, answers.stream().map(List::of).toList());
  }

  @Test
  void perfectAnswersRecallEveryQuestion() {
    Scorecard card = score(List.of("a", "b", "c", "d"), List.of("a", "b", "c", "d"));

    assertThat(card.questions()).isEqualTo(4);
    assertThat(card.recalled()).isEqualTo(4);
    assertThat(card.problemRecall()).isEqualTo(1);
    assertThat(card.solutionAccuracy()).isEqualTo(1);
    assertThat(card.chance()).isEqualTo(0.25);
    assertThat(card.pChance()).isCloseTo(Math.pow(0.25, 4), within(1e-12));
    assertThat(card.fingerprint())
        .matches("letters; temperature=0, samples=1; questions=[0-9a-f]{12}");
  }

  @Test
  void answersToOtherQuestionsRecallNothing() {
    Scorecard card = score(List.of("a", "b", "c", "d"), List.of("b", "c", "d", "a"));

    assertThat(card.recalled()).isZero();
    assertThat(card.solutionAccuracy()).isZero();
    assertThat(card.pChance()).isEqualTo(1);
    assertThat(card.rows())
        .containsOnly(
            new Row("q0", 0, 1, 0, 1, List.of()),
            new Row("q1", 0, 1, 0, 1, List.of()),
            new Row("q2", 0, 1, 0, 1, List.of()),
            new Row("q3", 0, 1, 0, 1, List.of()));
  }

  @Test
  void emptyAnswersRecallNothing() {
    Scorecard card = score(List.of("a", "b"), List.of("", ""));

    assertThat(card.recalled()).isZero();
    assertThat(card.solutionAccuracy()).isZero();
    assertThat(card.rows()).extracting(Row::nearestOther).containsOnly(0.0);
  }

  @Test
  void eachRowTellsOwnAndNearestOtherSimilarity() {
    Scorecard card = score(List.of("a", "b", "cd"), List.of("ab", "bbc", "c"));

    assertThat(card.rows()).hasSize(3);
    // "ab" lies half-way between a and b: a tie is not nearer.
    assertRow(card.rows().get(0), ROOT_HALF, ROOT_HALF, false);
    // "bbc" has 2/√5 of b and 1/√5 of c; cd has half of its length in c.
    assertRow(card.rows().get(1), 2 / Math.sqrt(5), ROOT_HALF / Math.sqrt(5), true);
    assertRow(card.rows().get(2), ROOT_HALF, 0, true);
    assertThat(card.problemRecall()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(card.solutionAccuracy())
        .isCloseTo((ROOT_HALF + 2 / Math.sqrt(5) + ROOT_HALF) / 3, within(1e-6));
  }

  private static void assertRow(Row row, double own, double other, boolean recalled) {
    assertThat(row.similarity()).isCloseTo(own, within(1e-6));
    assertThat(row.nearestOther()).isCloseTo(other, within(1e-6));
    assertThat(row.recalled()).isEqualTo(recalled ? 1 : 0);
  }

  @Test
  void twoIdenticalReferencesAreNeverRecalledOverEachOther() {
    Scorecard card = score(List.of("abc", "abc", "d"), List.of("abc", "abc", "d"));

    assertThat(card.rows()).extracting(Row::recalled).containsExactly(0, 0, 1);
    assertThat(card.solutionAccuracy()).isCloseTo(1, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"2, 0.5", "10, 0.1", "13, 0.07692307692307693"})
  void chanceIsOneOfTheQuestions(int questions, double chance) {
    List<String> letters =
        IntStream.range(0, questions).mapToObj(i -> String.valueOf((char) ('a' + i))).toList();

    assertThat(score(letters, letters).chance()).isEqualTo(chance);
  }

  @Test
  void oneQuestionIsNoEvaluation() {
    assertThatThrownBy(() -> score(List.of("a"), List.of("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two or more questions");
    assertThatThrownBy(() -> score(List.of("a", "b"), List.of("a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Two of three answers to the first question, one to the second, none to the third. */
  @Test
  void theShareOfTheSamplesCounts() {
    Scorecard card =
        Scoring.score(
            new ScoreAnswers(new LetterEmbedder()),
            List.of("a", "b", "c"),
            List.of(List.of("a", "a", "c"), List.of("a", "b", "a"), List.of("a", "", "b")));

    assertThat(card.samples()).isEqualTo(3);
    assertThat(card.recalled()).isEqualTo(3);
    assertThat(card.problemRecall()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(card.solutionAccuracy()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(card.rows()).extracting(Row::recalled).containsExactly(2, 1, 0);
    // One question of three: 1 - (2/3)^3. That its samples were nine does not make it surer.
    assertThat(card.pChance()).isCloseTo(19 / 27.0, within(1e-12));
    assertThat(card.low()).isCloseTo(0.0615, within(1e-4));
    assertThat(card.high()).isCloseTo(0.7923, within(1e-4));
  }

  @Test
  void flawsAreCounted() {
    Scorecard card = score(List.of("a", "b", "c"), List.of("", "b", ""));

    assertThat(card.flaws()).containsExactly(Map.entry("empty", 2));
    assertThat(card.rows().get(0).flaws()).containsExactly("empty");
    assertThat(card.rows().get(1).flaws()).isEmpty();
  }

  @Test
  void otherQuestionsAnotherSamplingOrAnotherEmbedderAreAnotherFingerprint() {
    List<String> letters = List.of("a", "b", "c");
    List<List<String>> once = List.of(List.of("a"), List.of("b"), List.of("c"));
    List<List<String>> twice = List.of(List.of("a", "a"), List.of("b", "b"), List.of("c", "c"));
    ScoreAnswers lexical = new ScoreAnswers(new LexicalEmbedder());

    assertThat(
            List.of(
                Scoring.score(scoring, letters, once).fingerprint(),
                Scoring.score(scoring, List.of("a", "b", "d"), once).fingerprint(),
                Scoring.score(scoring, letters, twice).fingerprint(),
                Scoring.score(lexical, letters, once).fingerprint()))
        .doesNotHaveDuplicates();
    assertThat(Scoring.score(scoring, letters, List.of(List.of(""), List.of(""), List.of("x"))))
        .extracting(Scorecard::fingerprint)
        .isEqualTo(Scoring.score(scoring, letters, once).fingerprint());
  }
}
