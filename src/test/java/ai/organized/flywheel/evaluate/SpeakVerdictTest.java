package ai.organized.flywheel.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.evaluate.EvaluationResult.Stopped;
import ai.organized.flywheel.fixtures.EvaluationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpeakVerdictTest {
  private final SpeakVerdict verdicts = new SpeakVerdict(EvaluationSettings.of(Map.of()));
  private final SpeakVerdict rule =
      new SpeakVerdict(EvaluationSettings.of(Map.of("FLYWHEEL_EVALUATE_HOLD_ON_NOISE", "false")));

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @CsvSource({"20, 8, promote", "20, 7, refuse", "10, 4, promote", "10, 10, promote"})
  void aFirstModelMustReachItsBar(int questions, int recalled, String verdict) {
    assertThat(verdicts.speak(Cards.alone(Cards.of(questions, 0, recalled))).word())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.049999, promote", "0.05, refuse", "0.3, refuse"})
  void aFirstModelThatGuessingExplainsIsRefused(double pChance, String verdict) {
    Scorecard lucky = Cards.of(1, List.of(1, 1, 1, 0, 0), pChance, "lexical-1/4096");

    assertThat(verdicts.speak(Cards.alone(lucky)).word()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "20, 15, 16, promote", // exactly 0.05 below
    "20, 14, 16, refuse",
    "100, 75, 80, promote",
    "100, 74, 80, refuse",
    "20, 18, 16, promote",
    "20, 3, 4, promote" // a champion far below the bar of a first model
  })
  void whereTheRuleAloneDecidesNothingIsHeld(
      int questions, int recalled, int champion, String verdict) {
    Verdict spoken =
        rule.speak(
            Cards.against(Cards.of(questions, 0, recalled), Cards.of(questions, 0, champion)));

    assertThat(spoken.word()).isEqualTo(verdict);
    assertThat(spoken.evidence().rulePassed()).isEqualTo(verdict.equals("promote"));
  }

  @ParameterizedTest
  @CsvSource({
    // questions, candidate from, to, champion to
    "10, 0, 10, 10, hold",
    "14, 0, 14, 14, hold",
    "18, 0, 18, 18, promote",
    "10, 0, 10, 5, promote",
    "10, 0, 5, 10, refuse",
    "10, 0, 6, 10, hold",
    "10, 0, 9, 10, hold",
    "50, 0, 40, 40, promote",
    "50, 0, 35, 40, refuse",
    "50, 10, 35, 25, promote", // ten other questions
    "50, 15, 40, 25, hold", // fifteen
    "50, 0, 37, 40, hold"
  })
  void whatMayBeNoiseIsHeld(int questions, int from, int to, int champion, String verdict) {
    Verdict spoken =
        verdicts.speak(
            Cards.against(Cards.of(questions, from, to), Cards.of(questions, 0, champion)));

    assertThat(spoken.word()).as(spoken.reason()).isEqualTo(verdict);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingThatFailsTheRuleIsEverPromotedAndWithoutHoldingItAloneDecides(long seed) {
    Random random = new Random(seed);
    int samples = 1 + random.nextInt(3);
    int questions = 5 + random.nextInt(80);
    Scorecard candidate = card(random, samples, questions);
    Scorecard champion = card(random, samples, questions);
    boolean passes = candidate.problemRecall() >= champion.problemRecall() - 0.05 - 1e-6;

    Verdict held = verdicts.speak(Cards.against(candidate, champion));
    Verdict ruled = rule.speak(Cards.against(candidate, champion));

    assertThat(ruled.word()).isEqualTo(passes ? "promote" : "refuse");
    assertThat(held.word()).isIn("hold", ruled.word());
    assertThat(held.evidence().rulePassed()).isEqualTo(passes);
    assertThat(held.evidence().champion().orElseThrow().delta())
        .isBetween(
            candidate.problemRecall() - champion.problemRecall() - 1e-9,
            candidate.problemRecall() - champion.problemRecall() + 1e-9);
    assertThat(held.evidence().champion().get().decidingQuestions().isPresent())
        .isEqualTo(held instanceof Verdict.Hold);
  }

  private static Scorecard card(Random random, int samples, int questions) {
    double good = random.nextDouble();
    List<Integer> recalled = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      int answers = 0;
      for (int k = 0; k < samples; k++) {
        answers += random.nextDouble() < good ? 1 : 0;
      }
      recalled.add(answers);
    }
    return Cards.of(samples, recalled, 0.001, "lexical-1/4096");
  }

  private Verdict withBase(int recalled, int base) {
    return verdicts.speak(
        Cards.scored(
            Cards.of(20, 0, recalled),
            Optional.of(Cards.of(20, 0, 10)),
            Optional.of(Cards.of(20, 0, base)),
            Optional.empty()));
  }

  @Test
  void noModelIsPromotedThatTrainingMadeWorse() {
    assertThat(withBase(14, 14)).isInstanceOf(Verdict.Promote.class);
    assertThat(withBase(14, 19)).isInstanceOf(Verdict.Refuse.class);
    assertThat(withBase(14, 19).reason())
        .endsWith(
            ". The untuned base with the same system prompt recalls 0.95: training made it worse by"
                + " 0.25 and more than noise explains (p = 0.031)");
    assertThat(withBase(14, 16)).isInstanceOf(Verdict.Hold.class);
    assertThat(withBase(14, 16).reason())
        .contains("training made it worse by 0.10, which may be noise (p = 0.250); about ");
  }

  @Test
  void whereTheRuleAloneDecidesAModelThatIsShownToBeWorseThanItsBaseIsStillRefused() {
    Scorecard candidate = Cards.of(20, 0, 14);

    assertThat(
            rule.speak(
                    Cards.scored(
                        candidate,
                        Optional.empty(),
                        Optional.of(Cards.of(20, 0, 19)),
                        Optional.empty()))
                .word())
        .isEqualTo("refuse");
    assertThat(
            rule.speak(
                    Cards.scored(
                        candidate,
                        Optional.empty(),
                        Optional.of(Cards.of(20, 0, 16)),
                        Optional.empty()))
                .word())
        .isEqualTo("promote");
  }

  /** A provider switches its models off: whether the new one is better, nobody can say. */
  @Test
  void aModelWhoseChampionIsGoneIsHeldWhenItIsGoodAndRefusedWhenItIsNot() {
    Verdict good = verdicts.speak(Cards.withoutItsChampion(Cards.of(20, 0, 14), "switched off"));
    Verdict bad = verdicts.speak(Cards.withoutItsChampion(Cards.of(20, 0, 2), "switched off"));

    assertThat(good).isInstanceOf(Verdict.Hold.class);
    assertThat(good.reason()).contains("champion does not answer any more (switched off)");
    assertThat(bad).isInstanceOf(Verdict.Refuse.class);
  }

  @Test
  void anUnknownBaseIsSaidAndBlocksNothing() {
    Verdict spoken =
        verdicts.speak(
            Cards.scored(
                Cards.of(20, 0, 14), Optional.empty(), Optional.empty(), Optional.of("no base")));

    assertThat(spoken).isInstanceOf(Verdict.Promote.class);
    assertThat(spoken.reason()).endsWith("needs 0.40, the untuned base could not be asked");
    assertThat(EvidenceJson.of(spoken.evidence()).path("baseline_unknown").asText())
        .isEqualTo("no base");
  }

  @Test
  void aBrokenModelIsRefusedWithWhatItSaid() {
    Verdict spoken =
        verdicts.speak(
            new Stopped(
                Cards.alone(Cards.of(10, 0, 10)).comparison(),
                List.of("the answer to \"?\" is broken (empty)")));

    assertThat(spoken).isInstanceOf(Verdict.Refuse.class);
    assertThat(spoken.reason()).isEqualTo("the answer to \"?\" is broken (empty)");
    assertThat(spoken.evidence().rulePassed()).isFalse();
    assertThat(EvidenceJson.of(spoken.evidence()).path("broken_answers")).hasSize(1);
  }

  @Test
  void theReasonTellsTheNumbers() {
    assertThat(verdicts.speak(Cards.alone(Cards.of(20, 0, 7))).reason())
        .isEqualTo(
            "problem recall 0.35 on 20 questions (chance 0.05), below the 0.40 that a first model"
                + " needs");
    assertThat(reason(20, 10, 16))
        .isEqualTo(
            "problem recall 0.50 on 20 questions (chance 0.05), champion 0.80 on the same questions"
                + " (-0.30), more than the tolerance of 0.05 and more than noise explains (p ="
                + " 0.016)");
    assertThat(reason(20, 14, 16))
        .isEqualTo(
            "problem recall 0.70 on 20 questions (chance 0.05), champion 0.80 on the same questions"
                + " (-0.10), more than the tolerance of 0.05, which may be noise (p = 0.250); about"
                + " 45 questions would decide");
    assertThat(reason(14, 14, 14))
        .isEqualTo(
            "problem recall 1.00 on 14 questions (chance 0.07), champion 1.00 on the same questions"
                + " (+0.00). So few questions do not rule out that it is worse by 0.20 (95 %"
                + " interval -0.22 to +0.22); about 18 questions would decide");
    assertThat(reason(20, 19, 16)).endsWith("champion 0.80 on the same questions (+0.15)");
    Scorecard guessed = Cards.of(1, List.of(1, 1, 0, 0, 0, 0, 0, 0, 0, 0), 0.264, "x");
    assertThat(verdicts.speak(Cards.alone(guessed)).reason())
        .endsWith("which blind guessing reaches with p = 0.26");
  }

  private String reason(int questions, int candidate, int champion) {
    return verdicts
        .speak(Cards.against(Cards.of(questions, 0, candidate), Cards.of(questions, 0, champion)))
        .reason();
  }

  @Test
  void theEvidenceHoldsAllNumbersAndNothingThatIsUnknown() {
    Verdict spoken =
        verdicts.speak(
            Cards.scored(
                Cards.of(20, 0, 14),
                Optional.of(Cards.of(20, 0, 16)),
                Optional.of(Cards.of(20, 0, 4)),
                Optional.empty()));

    assertThat(EvidenceJson.of(spoken.evidence()).toPrettyString())
        .contains(
            "\"rule_passed\" : false",
            "\"p_worse\" : 0.25",
            "\"p_either\" : 0.5",
            "\"smallest_effect\" : 0.25",
            "\"standing\" : \"unclear\"",
            "\"deciding_questions\" : 45",
            "\"p50_millis\" : 900")
        .doesNotContain("usd", "null");
  }

  @Test
  void scoresOfDifferentMethodsOrQuestionsAreNotCompared() {
    Scorecard card = Cards.of(20, 0, 16);
    Scorecard other = Cards.of(1, List.of(1, 0, 1), 0.001, "minilm-l6-v2");

    assertThatThrownBy(() -> verdicts.speak(Cards.against(card, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scorecards of different questions or methods");
    assertThatThrownBy(() -> verdicts.speak(Cards.against(card, Cards.of(21, 0, 16))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
