package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.fixtures.NpmPackage;
import ai.organized.flywheel.fixtures.RunProgram;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own client for Node, version 6.30.1, the last that runs with Node 20. */
class OpenAiClientTest {
  private static final String PACKAGE =
      "{\"private\": true, \"dependencies\": {\"openai\": \"6.30.1\"}}";

  @TempDir Path data;

  @Test
  void itGetsAnswersWholeAndStreamedModelsAndErrorsItUnderstands()
      throws IOException, InterruptedException {
    Path client =
        NpmPackage.installOrSkip(
            "openai-client",
            "the gateway with the official openai client",
            PACKAGE,
            "node_modules/openai/package.json");
    try (RunningLoop loop = RunningLoop.start(data, Map.of())) {
      loop.dropSamples("hre");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> loop.versions("hre").stream().anyMatch(v -> v.state() == ModelState.ACTIVE));

      List<JsonNode> said =
          RunProgram.run(
                  "node",
                  "src/test/resources/openai-client.mjs",
                  client.toString(),
                  "http://127.0.0.1:" + loop.settings().server().port() + "/v1")
              .lines()
              .map(Json::parse)
              .toList();

      assertThat(said).hasSize(5);
      assertThat(said.get(0).path("text").asText()).isNotBlank();
      assertThat(said.get(0).path("usage").asInt()).isPositive();
      assertThat(said.get(0).path("request").asText()).as("x-request-id").isNotBlank();
      assertThat(said.get(1).path("text")).isEqualTo(said.get(0).path("text"));
      assertThat(said.get(1).path("usage").asInt()).isPositive();
      assertThat(said.get(1).path("chunks").asInt()).isGreaterThan(2);
      assertThat(said.get(2)).isNotEmpty();
      assertError(said.get(3), "BadRequestError", 400, "missing_messages");
      assertError(said.get(4), "NotFoundError", 404, "unknown_client");
    }
  }

  private static void assertError(JsonNode said, String name, int status, String code) {
    assertThat(said.path("name").asText()).as(said.toString()).isEqualTo(name);
    assertThat(said.path("status").asInt()).isEqualTo(status);
    assertThat(said.path("code").asText()).isEqualTo(code);
    assertThat(said.path("message").asText()).isNotBlank();
  }
}
