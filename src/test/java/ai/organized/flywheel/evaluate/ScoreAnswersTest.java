package ai.organized.flywheel.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.organized.flywheel.evaluate.Scorecard.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreAnswersTest {
  private static final double ROOT_HALF = Math.sqrt(0.5);

  private final ScoreAnswers scoring = new ScoreAnswers(new LetterEmbedder());

  private Scorecard score(List<String> references, List<String> answers) {
    List<String> ids = IntStream.range(0, references.size()).mapToObj(i -> "q" + i).toList();
    return scoring.score(ids, references, answers);
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
    assertThat(card.fingerprint()).isEqualTo("letters");
  }

  @Test
  void answersToOtherQuestionsRecallNothing() {
    Scorecard card = score(List.of("a", "b", "c", "d"), List.of("b", "c", "d", "a"));

    assertThat(card.recalled()).isZero();
    assertThat(card.solutionAccuracy()).isZero();
    assertThat(card.pChance()).isEqualTo(1);
    assertThat(card.rows())
        .containsOnly(
            new Row("q0", 0, 1, false),
            new Row("q1", 0, 1, false),
            new Row("q2", 0, 1, false),
            new Row("q3", 0, 1, false));
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
    assertThat(row.recalled()).isEqualTo(recalled);
  }

  @Test
  void twoIdenticalReferencesAreNeverRecalledOverEachOther() {
    Scorecard card = score(List.of("abc", "abc", "d"), List.of("abc", "abc", "d"));

    assertThat(card.rows()).extracting(Row::recalled).containsExactly(false, false, true);
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
}
