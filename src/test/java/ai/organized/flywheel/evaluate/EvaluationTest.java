package ai.organized.flywheel.evaluate;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.dataset.Plans;
import ai.organized.flywheel.embed.LexicalEmbedder;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.EvaluationSettings;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  private static final List<Example> EXAMPLES = Examples.distinct(160, 8);
  private static final Map<String, String> KNOWN =
      EXAMPLES.stream().collect(Collectors.toMap(Example::question, Example::answer));

  @TempDir Path folder;
  private TemporaryStore store;
  private DatasetStore datasets;
  private ModelRegistry registry;
  private Evaluation evaluation;

  /** Two versions, both trained; the first one answers and was asked its ten questions. */
  @BeforeEach
  void championAndCandidate() {
    store = new TemporaryStore(folder);
    datasets = store.datasets();
    registry = store.registry();
    evaluation =
        new Evaluation(
            store.jdbi(),
            datasets,
            registry,
            new ScoreAnswers(new LexicalEmbedder()),
            new Judge(EvaluationSettings.of(0.05, 0.4)),
            store.clock());
    store.addExperiments(ACME, EXAMPLES.subList(0, 100));
    trainedVersion();
    answerAll(1, question -> "");
    store.jdbi().useTransaction(handle -> registry.promote(handle, ACME, 1, "first"));
    store.addExperiments(ACME, EXAMPLES.subList(100, 160));
    trainedVersion();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void trainedVersion() {
    Dataset dataset =
        datasets.save(
            Plans.of(Plans.RULES, datasets.candidates(ACME, 0.75), 0.75, Plans.PROMPT),
            (handle, saved) -> {
              registry.begin(handle, ACME, saved.version(), "a", "openai", "base");
              registry.trained(handle, ACME, saved.version(), "ft:base:" + saved.version());
            });
    assertThat(dataset.holdoutLines()).isGreaterThanOrEqualTo(10);
  }

  private void answerAll(int version, Function<Question, String> model) {
    evaluation.open(ACME, version).forEach(q -> evaluation.answered(new Answer(q, model.apply(q))));
  }

  private static String right(Question question) {
    return KNOWN.get(question.text());
  }

  @Test
  void theCandidateIsAskedEverythingAndTheChampionOnlyWhatIsNew() {
    List<Question> open = evaluation.open(ACME, 2);

    assertThat(open).filteredOn(q -> q.modelId().equals("ft:base:2")).hasSize(16);
    assertThat(open).filteredOn(q -> q.modelId().equals("ft:base:1")).hasSize(6);
    assertThat(open).extracting(Question::systemPrompt).containsOnly(Plans.PROMPT);
  }

  @Test
  void whatWasAnsweredIsNotAskedAgain() {
    List<Question> open = evaluation.open(ACME, 2);
    evaluation.answered(new Answer(open.get(0), "an answer"));
    evaluation.answered(new Answer(open.get(0), "another answer"));

    assertThat(evaluation.open(ACME, 2)).hasSize(21).doesNotContain(open.get(0));
    assertThat(store.rows("evaluation_answers"))
        .extracting(row -> row.get("answer"))
        .contains("an answer")
        .doesNotContain("another answer");
  }

  @Test
  void bothAreScoredOnTheSameQuestions() {
    answerAll(2, EvaluationTest::right);

    EvaluationResult result = evaluation.result(ACME, 2);

    assertThat(result.candidate().problemRecall()).isEqualTo(1);
    assertThat(result.championVersion()).contains(1);
    assertThat(result.champion().orElseThrow().questions()).isEqualTo(16);
    // Six right answers were given just now; the ten of before were empty.
    assertThat(result.champion().orElseThrow().recalled()).isEqualTo(6);
    assertThat(result.verdict().word()).isEqualTo("promote");
  }

  /** Somebody rolled back, or another version was promoted, while questions were being asked. */
  @Test
  void aChampionThatChangedMeanwhileIsAskedAndTheTrainingIsNotLost() {
    answerAll(2, EvaluationTest::right);
    store.addExperiments(ACME, Examples.distinct(60, 9));
    trainedVersion();
    store.jdbi().useTransaction(handle -> registry.promote(handle, ACME, 3, "overtook"));

    assertThatThrownBy(() -> evaluation.result(ACME, 2)).isInstanceOf(UnavailableException.class);
    assertThat(evaluation.open(ACME, 2))
        .hasSize(16)
        .extracting(Question::modelId)
        .containsOnly("ft:base:3");
  }

  @Test
  void aSavedScorecardComesBackAsItWas() {
    answerAll(2, q -> q.text().length() % 2 == 0 ? right(q) : "");
    EvaluationResult result = evaluation.result(ACME, 2);

    store.jdbi().useTransaction(handle -> evaluation.save(handle, ACME, 2, result));

    assertThat(evaluation.judgedBy(ACME, 2)).contains(result.candidate());
    assertThat(evaluation.judgedBy(ACME, 1)).isEqualTo(Optional.empty());
    assertThat(store.row("evaluations"))
        .containsEntry("champion_version", 1)
        .containsEntry("verdict", result.verdict().word())
        .containsEntry("reason", result.verdict().reason());
  }

  @Test
  void savedAgainItIsOneEvaluation() {
    answerAll(2, EvaluationTest::right);
    EvaluationResult result = evaluation.result(ACME, 2);

    store.jdbi().useTransaction(handle -> evaluation.save(handle, ACME, 2, result));
    store.jdbi().useTransaction(handle -> evaluation.save(handle, ACME, 2, result));

    assertThat(store.rows("evaluations")).hasSize(1);
  }
}
