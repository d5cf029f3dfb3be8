package ai.organized.flywheel.train.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.evaluate.AskByChat;
import ai.organized.flywheel.evaluate.ChatModels;
import ai.organized.flywheel.evaluate.Contestant;
import ai.organized.flywheel.evaluate.Question;
import ai.organized.flywheel.evaluate.Sampling;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.openai.MultipartForm;
import ai.organized.flywheel.sandbox.openai.MultipartForm.Part;
import ai.organized.flywheel.serve.ModelPlaces;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every body that goes to OpenAI, as it was recorded on its way, against OpenAI's description. */
class SentRequestsTest {
  private static final String NAME = "https://openai.test/requests";

  /** By the path; calls of another path have no body. */
  private static final Map<String, String> SCHEMAS =
      Map.of(
          "/v1/files", "CreateFileRequest",
          "/v1/fine_tuning/jobs", "CreateFineTuningJobRequest",
          "/v1/chat/completions", "CreateChatCompletionRequest");

  private static JsonSchemaFactory schemas;

  @TempDir Path folder;
  private Provider provider;

  @BeforeEach
  void open() throws IOException {
    provider = new Provider();
    try (InputStream file =
        SentRequestsTest.class.getResourceAsStream("/openai-request-schemas.json")) {
      String text = new String(file.readAllBytes(), UTF_8);
      schemas =
          JsonSchemaFactory.getInstance(
              VersionFlag.V202012,
              factory -> factory.schemaLoaders(loaders -> loaders.schemas(Map.of(NAME, text))));
    }
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private static Set<ValidationMessage> problems(String schema, JsonNode body) {
    return schemas.getSchema(SchemaLocation.of(NAME + "#/$defs/" + schema)).validate(body);
  }

  @Test
  void everythingThatIsSentFromCheckToAnswerFitsTheDescription() {
    trainAndAsk(provider.tuner, provider.job(folder, "acme", 1));
    trainAndAsk(provider.tuner(OptionalInt.of(50)), provider.job(folder, "a".repeat(48), 12_345));

    List<RecordedRequest> posts =
        provider.sandbox.requests().stream()
            .filter(request -> request.method().equals("POST") && request.body().length > 0)
            .toList();
    assertThat(posts).hasSize(6);
    for (RecordedRequest post : posts) {
      assertThat(post.status()).as("taken by the strict sandbox too").isEqualTo(200);
      assertThat(problems(SCHEMAS.get(post.path()), body(post))).as(post.path()).isEmpty();
    }
  }

  private void trainAndAsk(OpenAiFineTuner tuner, TrainingJob planned) {
    tuner.check(planned.client());
    TrainingJob uploaded = planned.withFile(tuner.upload(planned));
    TrainingJob job = uploaded.withJob(tuner.createJob(uploaded));
    tuner.poll(job);
    JobProgress.Succeeded done = (JobProgress.Succeeded) tuner.poll(job);
    tuner.events(job);
    tuner.cancel(job);
    Contestant candidate =
        new Contestant(
            Contestant.Role.CANDIDATE,
            Optional.of(1),
            "openai",
            done.modelId(),
            planned.baseModel(),
            "You know tags.");
    ClientId acme = new ClientId("acme");
    chat().ask(new Question(acme, candidate, "e-1", "What?", new Sampling(0, 1), 0));
  }

  private AskByChat chat() {
    Settings settings =
        SettingsReader.read(
            folder,
            new Properties(),
            Map.of(
                "OPENAI_BASE_URL", provider.settings.baseUrl().toString(),
                "OPENAI_API_KEY", provider.settings.apiKey().value()));
    return new AskByChat(
        new ChatModels(
            new ModelPlaces(settings),
            new Clients(folder),
            SendCall::send,
            settings.evaluation().answerTimeout()));
  }

  /** A form becomes an object of its parts. */
  private static JsonNode body(RecordedRequest request) {
    String type = request.headers().get("content-type");
    if (type.startsWith("application/json")) {
      return Provider.json(new String(request.body(), UTF_8));
    }
    ObjectNode parts = JsonNodeFactory.instance.objectNode();
    for (Part part : MultipartForm.parse(type, request.body()).parts()) {
      parts.put(part.name(), part.text());
    }
    return parts;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CreateFineTuningJobRequest  | {"model":"m","training_file":"file-1","surprise":1}
          CreateFineTuningJobRequest  | {"model":"m","training_file":"file-1","suffix":null}
          CreateFineTuningJobRequest  | {"model":"m","training_file":"file-1","suffix":"Too_Loud"}
          CreateFineTuningJobRequest  | {"model":"m","training_file":null}
          CreateFineTuningJobRequest  | {"model":"m"}
          CreateFineTuningJobRequest  | {"model":"m","training_file":"file-1","metadata":{"n":1}}
          CreateFineTuningJobRequest  | {"model":"m","training_file":"file-1","hyperparameters":{}}
          CreateFineTuningJobRequest  | {"model":"m","training_file":"file-1","trainingType":"global"}
          FineTuneMethod              | {"type":"supervised","supervised":{"n_epochs":3}}
          FineTuneSupervisedHyperparameters | {"n_epochs":51}
          FineTuneSupervisedHyperparameters | {"n_epochs":"3"}
          FineTuneSupervisedHyperparameters | {"n_epochs":null}
          CreateFileRequest           | {"file":"x","purpose":"assistants"}
          CreateChatCompletionRequest | {"model":"m","messages":[],"temperature":0}
          CreateChatCompletionRequest | {"model":"m","messages":[{"role":"user","content":null}]}
          CreateChatCompletionRequest | {"model":"m","messages":[{"role":"user","content":"x"}],"client":"acme"}
          """)
  void theCheckIsAwake(String schema, String body) {
    assertThat(problems(schema, Provider.json(body))).isNotEmpty();
  }
}
