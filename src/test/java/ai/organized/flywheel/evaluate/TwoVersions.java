package ai.organized.flywheel.evaluate;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.dataset.Plans;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.fixtures.Evaluating;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two versions, both trained; the first one answers and was asked its ten questions. */
abstract class TwoVersions {
  private static final List<Example> EXAMPLES = Examples.distinct(160, 8);
  private static final Map<String, String> KNOWN =
      EXAMPLES.stream().collect(Collectors.toMap(Example::question, Example::answer));

  @TempDir Path folder;
  TemporaryStore store;
  ModelRegistry registry;
  Evaluating evaluating;
  Evaluation evaluation;

  /** Two versions, both trained; the first one answers and was asked its ten questions. */
  @BeforeEach
  void championAndCandidate() {
    store = new TemporaryStore(folder);
    registry = store.registry();
    with(Map.of());
    store.addExperiments(ACME, EXAMPLES.subList(0, 100));
    trainedVersion("openai");
    evaluating.answer(promotion(1), question -> "");
    store.jdbi().useTransaction(handle -> registry.promote(handle, ACME, 1, "first"));
    store.addExperiments(ACME, EXAMPLES.subList(100, 160));
    trainedVersion("openai");
  }

  @AfterEach
  void close() {
    store.close();
  }

  void with(Map<String, String> environment) {
    evaluating = new Evaluating(store, environment);
    evaluation = evaluating.evaluation;
  }

  void trainedVersion(String provider) {
    Dataset dataset =
        store
            .datasets()
            .save(
                Plans.of(Plans.RULES, store.datasets().candidates(ACME, 0.75), 0.75, Plans.PROMPT),
                (handle, saved) -> {
                  registry.begin(handle, ACME, saved.version(), "a", provider, "base");
                  registry.trained(handle, ACME, saved.version(), "ft:base:" + saved.version());
                });
    assertThat(dataset.holdoutLines()).isGreaterThanOrEqualTo(10);
  }

  Comparison promotion(int version) {
    return evaluating.comparisons.promotion(ACME, version);
  }

  Scored scored(int version) {
    return (Scored) evaluation.result(promotion(version));
  }

  static String right(Question question) {
    return KNOWN.get(question.text());
  }

  static boolean isOf(Question question, String model) {
    return question.contestant().modelId().equals(model);
  }
}
