package ai.organized.flywheel.evaluate;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.dataset.Plans;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.fixtures.Evaluating;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.fixtures.TrainedModels;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.serve.ModelPlaces;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that Ollama serves beside one of a remote provider, over real sockets. */
class ModelsOfTwoProvidersTest {
  private static final String OLLAMA_BASE = "llama3.1:8b";

  @TempDir Path folder;
  private TemporaryStore store;
  private Sandbox sandbox;
  private Evaluating evaluating;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    sandbox = Sandbox.start(SandboxOptions.defaults(store.clock()));
    sandbox.addOllamaModel("{\"name\":\"llama3.1:8b\",\"architecture\":\"llama\"}");
    Map<String, String> environment = new HashMap<>();
    environment.put("OPENAI_API_KEY", SandboxOptions.DEFAULT_API_KEY);
    environment.put("OPENAI_BASE_URL", sandbox.openAiBase().toString());
    environment.put("OLLAMA_HOST", sandbox.ollama().toString());
    evaluating = new Evaluating(store, environment);
    store.configure(ACME, "{\"client_id\": \"acme\", \"data_egress_allowed\": true}");
    store.addExperiments(ACME, Examples.distinct(100, 8));
  }

  @AfterEach
  void close() {
    sandbox.close();
    store.close();
  }

  private List<Example> dataset() {
    int version =
        store
            .datasets()
            .save(
                Plans.of(Plans.RULES, store.datasets().candidates(ACME, 0.75), 0.75, Plans.PROMPT),
                (handle, saved) -> {})
            .version();
    return store.datasets().holdout(ACME, version);
  }

  private void register(int version, String provider, String base, String model) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              store.registry().begin(handle, ACME, version, "b", provider, base);
              store.registry().trained(handle, ACME, version, model);
            });
  }

  /** Bakes a model that knows the answers to these questions. */
  private void bake(String model, List<Example> known) {
    ObjectNode body = Json.STRICT.createObjectNode();
    body.put("model", model).put("from", OLLAMA_BASE).put("stream", false);
    ArrayNode messages = body.putArray("messages");
    for (Example example : known) {
      messages.addObject().put("role", "user").put("content", example.question());
      messages.addObject().put("role", "assistant").put("content", example.answer());
    }
    URI create = URI.create(sandbox.ollama() + "/api/create");
    assertThat(SendCall.send(RemoteCall.postJson(ACME, create, "", Json.text(body))).status())
        .isEqualTo(200);
  }

  private Scored ask(int version) {
    ChatModels chat =
        new ChatModels(
            new ModelPlaces(evaluating.settings),
            store.clients(),
            SendCall::send,
            evaluating.settings.evaluation().answerTimeout());
    Comparison comparison = evaluating.comparisons.promotion(ACME, version);
    evaluating.ask(comparison, new AskByChat(chat));
    return (Scored) evaluating.evaluation.result(comparison);
  }

  private List<RecordedRequest> asked(String path) {
    return sandbox.requests().stream().filter(r -> r.path().equals(path)).toList();
  }

  @Test
  void aChampionInOllamaAndACandidateOfARemoteProviderMeetOnTheSameQuestions() {
    List<Example> first = dataset();
    bake("acme-client:v1", first.subList(0, 6));
    register(1, "ollama", OLLAMA_BASE, "acme-client:v1");
    store.jdbi().useTransaction(h -> store.registry().promote(h, ACME, 1, "first"));
    Map<String, String> answers = new HashMap<>();
    dataset().forEach(example -> answers.put(example.question(), example.answer()));
    String model =
        new TrainedModels(evaluating.settings.openAi(), folder, store.clock()).knowing(answers);
    register(2, "openai", "gpt-4o-mini-2024-07-18", model);

    Scored scored = ask(2);

    assertThat(scored.candidate().recalled()).isEqualTo(10);
    assertThat(scored.rival().orElseThrow().recalled()).isEqualTo(6);
    assertThat(scored.rival().orElseThrow().effort().usd()).isZero();
    assertThat(scored.baseline()).isPresent();
    assertThat(asked("/ollama/v1/chat/completions"))
        .hasSize(10)
        .allSatisfy(request -> assertThat(body(request).path("max_tokens").asInt()).isPositive());
  }

  @Test
  void whatMayNotLeaveIsEvaluatedOnOwnHardwareAlone() {
    store.configure(ACME, "{\"client_id\": \"acme\", \"data_egress_allowed\": false}");
    bake("acme-client:v1", dataset());
    register(1, "mlx", "/models/llama", "acme-client:v1");

    Scored scored = ask(1);

    assertThat(scored.candidate().recalled()).isEqualTo(10);
    assertThat(scored.comparison().baseline().map(Contestant::modelId)).contains(OLLAMA_BASE);
    assertThat(scored.baseline()).isPresent();
    assertThat(sandbox.requests()).allMatch(request -> request.path().startsWith("/ollama/"));
  }

  private static JsonNode body(RecordedRequest request) {
    return Json.parse(new String(request.body(), StandardCharsets.UTF_8));
  }
}
