package ai.organized.flywheel.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.fixtures.EvaluationSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  private final Judge judge = new Judge(EvaluationSettings.of(0.05, 0.4));

  private static Scorecard card(int questions, int recalled, double pChance, String fingerprint) {
    double recall = (double) recalled / questions;
    return new Scorecard(
        questions,
        recalled,
        recall,
        recall,
        0,
        1,
        1.0 / questions,
        pChance,
        fingerprint,
        List.of());
  }

  private static Scorecard card(int questions, int recalled) {
    return card(questions, recalled, 0.001, "lexical-1/4096");
  }

  @ParameterizedTest
  @CsvSource({"20, 8, promote", "20, 7, refuse", "10, 4, promote", "10, 10, promote"})
  void aFirstModelMustReachItsBar(int questions, int recalled, String verdict) {
    assertThat(judge.judge(card(questions, recalled), Optional.empty()).word()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.049999, promote", "0.05, refuse", "0.3, refuse"})
  void aFirstModelThatGuessingExplainsIsRefused(double pChance, String verdict) {
    Scorecard lucky = card(10, 6, pChance, "lexical-1/4096");

    assertThat(judge.judge(lucky, Optional.empty()).word()).isEqualTo(verdict);
    assertThat(judge.judge(lucky, Optional.of(card(10, 5))).word())
        .as("with a champion the comparison decides")
        .isEqualTo("promote");
  }

  @ParameterizedTest
  @CsvSource({
    "20, 15, 16, promote", // exactly 0.05 below
    "20, 14, 16, refuse",
    "100, 75, 80, promote",
    "100, 74, 80, refuse",
    "60, 52, 55, promote",
    "20, 16, 16, promote",
    "20, 18, 16, promote",
    "20, 3, 4, promote" // a champion far below the bar of a first model
  })
  void aChampionMayBeMissedByTheToleranceAndNoMore(
      int questions, int recalled, int champion, String verdict) {
    Verdict spoken = judge.judge(card(questions, recalled), Optional.of(card(questions, champion)));

    assertThat(spoken.word()).isEqualTo(verdict);
  }

  @Test
  void noToleranceMeansNotWorse() {
    Judge strict = new Judge(EvaluationSettings.of(0, 0.4));

    assertThat(strict.judge(card(20, 16), Optional.of(card(20, 16))))
        .isInstanceOf(Verdict.Promote.class);
    assertThat(strict.judge(card(20, 15), Optional.of(card(20, 16))))
        .isInstanceOf(Verdict.Refuse.class);
  }

  @Test
  void theReasonTellsTheNumbers() {
    assertThat(judge.judge(card(20, 7), Optional.empty()).reason())
        .isEqualTo(
            "problem recall 0.35 on 20 questions (chance 0.05), below the 0.40 that a first model"
                + " needs");
    assertThat(judge.judge(card(20, 14), Optional.of(card(20, 16))).reason())
        .isEqualTo(
            "problem recall 0.70 on 20 questions (chance 0.05), champion 0.80 on the same questions"
                + " (-0.10), more than the tolerance of 0.05");
    assertThat(judge.judge(card(20, 17), Optional.of(card(20, 16))).reason())
        .endsWith("champion 0.80 on the same questions (+0.05)");
    assertThat(judge.judge(card(10, 2, 0.264, "x"), Optional.empty()).reason())
        .endsWith("which blind guessing reaches with p = 0.26");
  }

  @Test
  void scoresOfDifferentMethodsAreNotCompared() {
    Scorecard other = card(20, 16, 0.001, "minilm-l6-v2");

    assertThatThrownBy(() -> judge.judge(card(20, 16), Optional.of(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scorecards of different questions or methods");
  }

  @Test
  void scoresOnDifferentQuestionsAreNotCompared() {
    assertThatThrownBy(() -> judge.judge(card(20, 16), Optional.of(card(21, 16))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
