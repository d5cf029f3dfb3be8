package ai.organized.flywheel.sandbox.openai;

import static ai.organized.flywheel.sandbox.openai.SandboxClient.error;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.jobBody;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FineTuningRefusalsTest {
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final SandboxClient client = new SandboxClient(sandbox);
  private final String file = client.upload(TrainingFiles.good());

  @AfterEach
  void closeSandbox() {
    sandbox.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\"surprise\":1",
        "\"suffix\":null",
        "\"suffix\":\"\"",
        "\"suffix\":\"a:b\"",
        "\"suffix\":\"a23456789b123456789c123456789d123456789e123456789f123456789g12345\"",
        "\"suffix\":7",
        "\"seed\":-1",
        "\"seed\":2147483648",
        "\"seed\":1.5",
        "\"metadata\":null",
        "\"metadata\":\"acme\"",
        "\"metadata\":{\"n\":1}",
        "\"method\":{}",
        "\"method\":\"supervised\"",
        "\"method\":{\"type\":\"guess\"}",
        "\"method\":{\"type\":\"reinforcement\",\"reinforcement\":{}}",
        "\"method\":{\"type\":\"supervised\",\"dpo\":{}}",
        "\"method\":{\"type\":\"supervised\",\"supervised\":{\"n_epochs\":3}}",
        "\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"n_epochs\":0}}}",
        "\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"n_epochs\":51}}}",
        "\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"n_epochs\":\"3\"}}}",
        "\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"batch_size\":257}}}",
        "\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":"
            + "{\"learning_rate_multiplier\":0}}}",
        "\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"beta\":1}}}",
        "\"integrations\":[{\"type\":\"wandb\",\"wandb\":{\"project\":\"p\"}}]",
        "\"validation_file\":\"file-unknown\"",
        "\"method\":{\"type\":\"supervised\"},\"hyperparameters\":{\"n_epochs\":3}",
      })
  void aBodyThatTheServiceRefusesMakesNoJob(String field) {
    error(client.post("/fine_tuning/jobs", jobBody(file, "," + field)), 400);

    assertThat(ok(client.get("/fine_tuning/jobs")).get("data")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\"suffix\":\"a\"",
        "\"suffix\":\"a23456789b123456789c123456789d123456789e123456789f123456789g1234\"",
        "\"seed\":2147483647",
        "\"metadata\":{}",
        "\"method\":{\"type\":\"supervised\"}",
        "\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"n_epochs\":50,"
            + "\"batch_size\":256,\"learning_rate_multiplier\":0.1}}}",
        "\"hyperparameters\":{\"n_epochs\":\"auto\"}",
        "\"integrations\":[]",
      })
  void aBodyAtTheLimitsIsTaken(String field) {
    JsonNode job = ok(client.post("/fine_tuning/jobs", jobBody(file, "," + field)));

    OpenAiSchemas.assertFits("FineTuningJob", job);
  }

  @Test
  void metadataHasAtMostSixteenKeysOfLimitedLength() {
    assertThat(withMetadata(16, 64, 512)).isEqualTo(200);
    assertThat(withMetadata(17, 2, 1)).isEqualTo(400);
    assertThat(withMetadata(1, 65, 1)).isEqualTo(400);
    assertThat(withMetadata(1, 2, 513)).isEqualTo(400);
  }

  private int withMetadata(int keys, int keyLength, int valueLength) {
    String entries =
        IntStream.range(0, keys)
            .mapToObj(
                i ->
                    "\"%s\":\"%s\""
                        .formatted(
                            (char) ('a' + i) + "k".repeat(keyLength - 1), "v".repeat(valueLength)))
            .collect(Collectors.joining(","));
    return client
        .post("/fine_tuning/jobs", jobBody(file, ",\"metadata\":{" + entries + "}"))
        .statusCode();
  }

  @Test
  void theUnknownFieldIsNamed() {
    JsonNode error = error(client.post("/fine_tuning/jobs", jobBody(file, ",\"surprise\":1")), 400);

    assertThat(error.get("param").asText()).isEqualTo("surprise");
    assertThat(error.get("message").asText()).contains("extra fields not permitted");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"gpt-4o-mini", "gpt-4o-mini-2024-07-19", "ft:gpt-4o:a::b", "llama"})
  void onlyDatedSnapshotsAreTrained(String model) {
    String body = jobBody(file, "").replace(SandboxClient.MODEL, model);

    assertThat(error(client.post("/fine_tuning/jobs", body), 400).get("code").asText())
        .isEqualTo("model_not_available");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    JsonNode error = error(client.post("/fine_tuning/jobs", jobBody("file-unknown", "")), 400);

    assertThat(error.get("param").asText()).isEqualTo("training_file");
    assertThat(error.get("message").asText()).contains("file-unknown");
  }

  @Test
  void requiredFieldsAreAskedFor() {
    JsonNode error =
        error(client.post("/fine_tuning/jobs", "{\"model\":\"" + SandboxClient.MODEL + "\"}"), 400);

    assertThat(error.get("param").asText()).isEqualTo("training_file");
    assertThat(error.get("code").asText()).isEqualTo("missing_required_parameter");
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"", "[]", "{", "{} {}", "{\"model\":1,\"model\":2}"})
  void whatIsNoJsonObjectIsRefused(String body) {
    assertThat(error(client.post("/fine_tuning/jobs", body), 400).get("message").asText())
        .contains("could not parse");
  }

  @Test
  void refusedTrainingSaysSoAndLeavesUploadsAlone() {
    sandbox.refuseTraining(true);

    JsonNode error = error(client.post("/fine_tuning/jobs", jobBody(file, "")), 403);

    assertThat(error.get("code").asText()).isEqualTo("training_not_available");
    client.upload(TrainingFiles.good());
    sandbox.refuseTraining(false);
    client.createJob(file, "");
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"", "/events", "/checkpoints"})
  void anUnknownJobIsNotFound(String below) {
    JsonNode error = error(client.get("/fine_tuning/jobs/ftjob-unknown" + below), 404);

    assertThat(error.get("code").asText()).isEqualTo("fine_tune_not_found");
  }
}
