package ai.organized.flywheel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.bench.VerdictBench.Row;
import ai.organized.flywheel.fixtures.EvaluationSettings;
import ai.organized.flywheel.settings.Settings.EvaluationRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictBenchTest {
  private static final EvaluationRules RULES = EvaluationSettings.of(Map.of());
  private static final VerdictBench.Result RESULT = VerdictBench.run(RULES, 4_000);

  private static List<Row> rows(double truth) {
    return RESULT.table().stream().filter(row -> row.truth() == truth).toList();
  }

  @Test
  void aModelThatIsTrulyWorseByAFifthIsHardlyEverPromoted() {
    assertThat(rows(-0.2))
        .hasSize(4 * 3 * 2)
        .allSatisfy(row -> assertThat(row.promoted()).isLessThanOrEqualTo(0.02));
  }

  @Test
  void onFiftyQuestionsAModelThatIsTrulyBetterIsPromotedAndAnEqualOneNotRefused() {
    assertThat(rows(0.2))
        .filteredOn(row -> row.questions() >= 50)
        .allSatisfy(row -> assertThat(row.promoted()).isGreaterThanOrEqualTo(0.90));
    assertThat(rows(0))
        .filteredOn(row -> row.questions() >= 50)
        .allSatisfy(row -> assertThat(row.refused()).isLessThanOrEqualTo(0.05));
  }

  @Test
  void equalModelsAreHardlyEverRefusedOnFewQuestionsEither() {
    assertThat(rows(0)).allSatisfy(row -> assertThat(row.refused()).isLessThanOrEqualTo(0.05));
    assertThat(RESULT.few())
        .filteredOn(row -> row.truth() == 0)
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.pairs()).isEqualTo(1_000));
  }

  @Test
  void theRecommendationFollowsFromTheTable() {
    assertThat(RESULT.recommended()).isEqualTo(50);
    assertThat(RecommendHoldout.sentence(10, RULES))
        .isEqualTo("10 questions can show a difference of 0.5 or more; 50 are recommended");
    assertThat(RecommendHoldout.sentence(50, RULES))
        .isEqualTo("50 questions can show a difference of 0.1 or more");
    assertThat(RecommendHoldout.sentence(16, RULES))
        .isEqualTo("16 questions can show a difference of 0.31 or more; 50 are recommended");
    assertThat(RecommendHoldout.sentence(4, RULES))
        .startsWith("4 questions can show no difference");
  }

  @Test
  void theRuleAlonePromotesTooMuchOnAnyOfTheseSizes() {
    EvaluationRules ruleAlone =
        EvaluationSettings.of(Map.of("FLYWHEEL_EVALUATE_HOLD_ON_NOISE", "false"));

    assertThat(new VerdictBench(ruleAlone).rows(10, 500))
        .filteredOn(row -> row.truth() == -0.2)
        .anySatisfy(row -> assertThat(row.promoted()).isGreaterThan(0.10));
  }
}
