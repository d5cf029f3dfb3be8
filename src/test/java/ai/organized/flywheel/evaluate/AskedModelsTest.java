package ai.organized.flywheel.evaluate;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.dataset.Plans;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.EvaluationResult.Stopped;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.Evaluating;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.fixtures.TrainedModels;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.serve.ModelPlaces;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that were trained in the sandbox, asked over real sockets. */
class AskedModelsTest {
  private static final String BASE = "gpt-4o-mini-2024-07-18";
  private static final String NOT_SERVED = "gpt-3.5-turbo-0125";
  private static final int GOLDEN = 4;
  private static final int QUESTIONS = 10;

  @TempDir Path folder;
  private TemporaryStore store;
  private Sandbox sandbox;
  private Evaluating evaluating;
  private TrainedModels models;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    sandbox = Sandbox.start(SandboxOptions.defaults(store.clock()));
    Map<String, String> environment = new HashMap<>();
    environment.put("OPENAI_API_KEY", SandboxOptions.DEFAULT_API_KEY);
    environment.put("OPENAI_BASE_URL", sandbox.openAiBase().toString());
    environment.put("OLLAMA_HOST", sandbox.ollama().toString());
    evaluating = new Evaluating(store, environment);
    models = new TrainedModels(evaluating.settings.openAi(), folder, store.clock());
    store.configure(ACME, "{\"client_id\": \"acme\", \"data_egress_allowed\": true}");
    store.addExperiments(ACME, Examples.distinct(100, 8));
  }

  @AfterEach
  void close() {
    sandbox.close();
    store.close();
  }

  private int dataset() {
    return store
        .datasets()
        .save(
            Plans.of(Plans.RULES, store.datasets().candidates(ACME, 0.75), 0.75, Plans.PROMPT),
            (handle, saved) -> {})
        .version();
  }

  private void register(int version, String base, String model) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              store.registry().begin(handle, ACME, version, "a", "openai", base);
              store.registry().trained(handle, ACME, version, model);
            });
  }

  /** Knows the answers to as many questions of the holdout, and to each the one of the last. */
  private String knowing(int version, int known) {
    List<Example> holdout = store.datasets().holdout(ACME, version);
    Map<String, String> answers = new HashMap<>();
    for (int i = 0; i < holdout.size(); i++) {
      answers.put(
          holdout.get(i).question(), holdout.get(i < known ? i : holdout.size() - 1).answer());
    }
    return models.knowing(answers);
  }

  private void ask(int version) {
    ChatModels chat =
        new ChatModels(
            new ModelPlaces(evaluating.settings),
            store.clients(),
            SendCall::send,
            evaluating.settings.evaluation().answerTimeout());
    evaluating.ask(evaluating.comparisons.promotion(ACME, version), new AskByChat(chat));
  }

  private EvaluationResult result(int version) {
    return evaluating.evaluation.result(evaluating.comparisons.promotion(ACME, version));
  }

  private long asked() {
    return sandbox.requests().stream()
        .filter(request -> request.path().equals("/v1/chat/completions"))
        .count();
  }

  @Test
  void candidateChampionAndBaseAnswerTheSameQuestionsAndEarnTheirScores() {
    int first = dataset();
    register(first, BASE, knowing(first, 5));
    ask(first);
    store.jdbi().useTransaction(h -> store.registry().promote(h, ACME, first, "first"));
    int second = dataset();
    register(second, BASE, knowing(second, 10));

    ask(second);

    Scored scored = (Scored) result(second);
    assertThat(scored.candidate().recalled()).isEqualTo(10);
    assertThat(scored.rival().orElseThrow().recalled()).isEqualTo(6); // the last one is its own
    assertThat(scored.baseline().orElseThrow().recalled()).isLessThanOrEqualTo(1);
    assertThat(scored.candidate().effort().usd()).isPositive();
    assertThat(scored.candidate().effort().p95Millis()).isNotNull();
    assertThat(scored.baseline().orElseThrow().effort().usd()).as("not listed").isNull();
    // The champion and the base were asked the same questions before.
    assertThat(asked()).isEqualTo(2 * (GOLDEN + QUESTIONS) + QUESTIONS);
  }

  @Test
  void afterAFailureHalfWayOnlyTheRestIsAsked() {
    int version = dataset();
    register(version, BASE, knowing(version, 10));
    int before = sandbox.requests().size();
    sandbox.failRequest(before + GOLDEN + 6, 500, "{}", Map.of());

    assertThatThrownBy(() -> ask(version)).isInstanceOf(UnavailableException.class);
    assertThat(store.rows("evaluation_answers")).hasSize(GOLDEN + 5);
    ask(version);
    ask(version);

    assertThat(asked()).isEqualTo(GOLDEN + 2 * QUESTIONS + 1);
    assertThat(((Scored) result(version)).candidate().recalled()).isEqualTo(10);
    assertThat(store.rows("evaluation_silences")).isEmpty();
  }

  @Test
  void aBaseThatIsServedNoMoreIsUnknownWithTheWordsOfTheServer() {
    int version = dataset();
    register(version, NOT_SERVED, knowing(version, 10));

    ask(version);

    Scored scored = (Scored) result(version);
    assertThat(scored.baseline()).isEmpty();
    assertThat(scored.baselineUnknown().orElseThrow())
        .contains("HTTP 404 model_not_found", NOT_SERVED);
    assertThat(asked()).isEqualTo(GOLDEN + QUESTIONS + 1);
  }

  @Test
  void aModelThatSpeaksItsTemplateIsStoppedAtTheGate() {
    int version = dataset();
    register(version, BASE, models.saying("{{ .System }} You know tags.<|eot_id|>"));

    ask(version);

    assertThat(((Stopped) result(version)).evidence()).hasSize(GOLDEN);
    assertThat(asked()).isEqualTo(GOLDEN);
  }
}
