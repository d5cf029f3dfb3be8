package ai.organized.flywheel.evaluate;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.dataset.Plans;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.EvaluationResult.Stopped;
import ai.organized.flywheel.failure.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest extends TwoVersions {
  @Test
  void allAreAskedTheSameQuestionsAndTheChampionOnlyWhatIsNew() {
    List<Question> open = evaluation.open(promotion(2));

    assertThat(open).filteredOn(q -> isOf(q, "ft:base:2")).hasSize(16);
    assertThat(open).filteredOn(q -> isOf(q, "ft:base:1")).hasSize(6);
    assertThat(open).filteredOn(q -> isOf(q, "base")).hasSize(6);
    assertThat(open)
        .extracting(q -> q.contestant().systemPrompt())
        .as("the untuned base gets the context that the client has anyway")
        .containsOnly(Plans.PROMPT);
  }

  @Test
  void whatWasAnsweredIsNotAskedAgain() {
    List<Question> open = evaluation.open(promotion(2));
    Answers answers = new Answers(store.jdbi(), store.clock());
    answers.save(Answer.of(open.get(0), "an answer"));
    answers.save(Answer.of(open.get(0), "another answer"));

    assertThat(evaluation.open(promotion(2))).hasSize(27).doesNotContain(open.get(0));
    assertThat(store.rows("evaluation_answers"))
        .extracting(row -> row.get("answer"))
        .contains("an answer")
        .doesNotContain("another answer");
  }

  @Test
  void allAreScoredOnTheSameQuestions() {
    evaluating.answer(promotion(2), TwoVersions::right);

    Scored result = scored(2);

    assertThat(result.candidate().problemRecall()).isEqualTo(1);
    assertThat(result.comparison().rival().flatMap(Contestant::version)).contains(1);
    // Six right answers were given just now; the ten of before were empty.
    assertThat(result.rival().orElseThrow().recalled()).isEqualTo(6);
    assertThat(result.baseline().orElseThrow().recalled()).isEqualTo(6);
    assertThat(List.of(result.candidate(), result.rival().get(), result.baseline().get()))
        .extracting(Scorecard::fingerprint)
        .containsOnly(result.candidate().fingerprint());
    assertThat(result.rival().get().flaws()).containsExactly(Map.entry("empty", 10));
    assertThat(result.baselineUnknown()).isEmpty();
    assertThat(result.judged()).isEmpty();
  }

  @Test
  void modelsOfTwoProvidersMeetOnTheSameQuestions() {
    trainedVersion("ollama");
    evaluating.answer(promotion(3), TwoVersions::right);

    Comparison comparison = promotion(3);

    assertThat(comparison.contestants())
        .extracting(Contestant::provider)
        .containsExactly("ollama", "openai", "ollama");
    assertThat(scored(3).rival()).isPresent();
  }

  @Test
  void whatMlxTrainsIsHeldAgainstOllamasBase() {
    with(Map.of("FLYWHEEL_OLLAMA_BASE_MODEL", "qwen3:4b"));
    trainedVersion("mlx");

    assertThat(promotion(3).baseline().map(Contestant::modelId)).contains("qwen3:4b");
  }

  @Test
  void withoutABaselineNoneIsAsked() {
    with(Map.of("FLYWHEEL_EVALUATE_BASELINE", "false"));
    evaluating.answer(promotion(2), TwoVersions::right);

    assertThat(promotion(2).contestants()).hasSize(2);
    assertThat(scored(2).baseline()).isEmpty();
    assertThat(scored(2).baselineUnknown()).isEmpty();
  }

  @Test
  void withTemperatureEachQuestionIsAskedSoOftenAndACrashAsksTheRest() {
    with(
        Map.of(
            "FLYWHEEL_EVALUATE_SAMPLES", "3",
            "FLYWHEEL_EVALUATE_TEMPERATURE", "0.7",
            "FLYWHEEL_EVALUATE_BASELINE", "false"));
    assertThat(evaluation.open(promotion(2))).hasSize(3 * 32);
    assertThatThrownBy(() -> evaluating.ask(promotion(2), diesAfter(40)))
        .isInstanceOf(UnavailableException.class);

    assertThat(evaluation.open(promotion(2))).hasSize(3 * 32 - 36); // 4 were golden
    evaluating.answer(promotion(2), q -> q.sample() == 0 ? right(q) : "");

    Scored result = scored(2);
    assertThat(result.candidate().samples()).isEqualTo(3);
    assertThat(result.candidate().rows()).hasSize(16);
    assertThat(store.rows("evaluation_answers"))
        .filteredOn(row -> row.get("sampling").equals("temperature=0.7"))
        .hasSize(3 * 32 + 4);
  }

  private static AskModel diesAfter(int answers) {
    int[] asked = {0};
    return question -> {
      if (++asked[0] > answers) {
        throw new UnavailableException("the lights went out");
      }
      return Answer.of(question, "an answer");
    };
  }

  @Test
  void withoutTemperatureOneSampleIsAll() {
    with(Map.of("FLYWHEEL_EVALUATE_SAMPLES", "3"));

    assertThat(evaluation.open(promotion(2))).extracting(Question::sample).containsOnly(0);
  }

  /** Somebody rolled back, or another version was promoted, while questions were being asked. */
  @Test
  void aChampionThatChangedMeanwhileIsAskedAndTheTrainingIsNotLost() {
    evaluating.answer(promotion(2), TwoVersions::right);
    store.addExperiments(ACME, Examples.distinct(60, 9));
    trainedVersion("openai");
    store.jdbi().useTransaction(handle -> registry.promote(handle, ACME, 3, "overtook"));

    assertThatThrownBy(() -> scored(2))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("ft:base:3 at openai was not asked all questions of the holdout yet");
    assertThat(evaluation.open(promotion(2)))
        .hasSize(16)
        .extracting(question -> question.contestant().modelId())
        .containsOnly("ft:base:3");
  }

  @Test
  void aVersionCanBeHeldAgainstAnotherOnANewerHoldout() {
    trainedVersion("openai");
    Comparison recheck =
        evaluating.comparisons.of(
            ACME, 3, registry.version(ACME, 2), Optional.of(registry.version(ACME, 1)));

    evaluating.answer(recheck, TwoVersions::right);

    Scored result = (Scored) evaluation.result(recheck);
    assertThat(result.candidate().questions()).isEqualTo(store.datasets().holdout(ACME, 3).size());
    assertThat(result.rival()).isPresent();
  }

  @Test
  void aBrokenModelStopsBeforeTheHoldoutIsPaidFor() {
    evaluating.ask(
        promotion(2),
        q -> Answer.of(q, q.id().equals("golden:2") ? "{{ .System }} Check" : "Tags."));

    Stopped stopped = (Stopped) evaluation.result(promotion(2));

    assertThat(stopped.evidence())
        .containsExactly(
            "the answer to \"A conversion is counted twice. Name three things that you would check"
                + " first.\" is broken (template): \"{{ .System }} Check\"");
    assertThat(store.rows("evaluation_answers"))
        .filteredOn(row -> row.get("model_id").equals("ft:base:2"))
        .extracting(row -> row.get("question_id"))
        .containsExactly("golden:1", "golden:2", "golden:3", "golden:4");
  }

  @Test
  void nothingIsScoredBeforeTheGoldenPromptsAreAnswered() {
    assertThatThrownBy(() -> scored(2))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("golden prompts");
  }

  @Test
  void everyQuestionHasItsRowBesideTheEvaluation() {
    evaluating.answer(promotion(2), q -> q.text().length() % 2 == 0 ? right(q) : "");
    Scored result = scored(2);

    store.jdbi().useTransaction(handle -> EvaluationRows.save(handle, result, 1));

    assertThat(store.rows("evaluation_rows"))
        .hasSize(3 * 16)
        .filteredOn(row -> row.get("role").equals("candidate"))
        .extracting(row -> row.get("recalled"))
        .containsExactlyElementsOf(
            result.candidate().rows().stream().map(row -> (Object) row.recalled()).toList());
    assertThat(store.rows("evaluation_rows"))
        .extracting(row -> row.get("failures"))
        .contains("empty", (Object) null);
  }
}
