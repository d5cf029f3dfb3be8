package ai.organized.flywheel.sandbox.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaApiTest {
  private static final ClientId ACME = new ClientId("acme");
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));

  @AfterEach
  void close() {
    sandbox.close();
  }

  private RemoteReply post(String path, String body) {
    return SendCall.send(RemoteCall.postJson(ACME, URI.create(sandbox.ollama() + path), "", body));
  }

  private RemoteReply get(String path) {
    return SendCall.send(RemoteCall.get(ACME, URI.create(sandbox.ollama() + path), ""));
  }

  private static JsonNode json(RemoteReply reply) {
    return Json.readObject(reply.body()).orElseThrow();
  }

  @Test
  void oneTextOrAListOfTextsIsEmbedded() {
    JsonNode one = json(post("/api/embed", "{\"model\":\"all-minilm\",\"input\":\"a tag\"}"));
    JsonNode two =
        json(post("/api/embed", "{\"model\":\"all-MiniLM:latest\",\"input\":[\"x\",\"a tag\"]}"));

    assertThat(one.get("embeddings")).hasSize(1);
    assertThat(one.at("/embeddings/0")).hasSize(384).isEqualTo(two.at("/embeddings/1"));
    assertThat(one.get("model").asText()).isEqualTo("all-minilm:latest");
    assertThat(json(post("/api/embed", "{\"model\":\"all-minilm\"}")).get("embeddings")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":5,\"input\":\"x\"}|cannot unmarshal number",
        "{\"model\":\"all-minilm\",\"input\":5}|invalid input type",
        "{\"model\":\"all-minilm\",\"input\":[\"x\",5]}|invalid input type",
        "{\"model\":\"all-minilm\",\"input\":\"x\",\"truncate\":1}|EmbedRequest.truncate",
        "{\"model\":|invalid character",
        "``|missing request body",
      })
  void aWrongTypeIsRefused(String body, String words) {
    RemoteReply reply = post("/api/embed", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).get("error").asText()).contains(words);
  }

  @Test
  void aModelThatIsNotThereIsNotFound() {
    RemoteReply embed = post("/api/embed", "{\"model\":\"llama9\",\"input\":\"x\"}");

    assertThat(embed.status()).isEqualTo(404);
    assertThat(json(embed).get("error").asText())
        .isEqualTo("model \"llama9\" not found, try pulling it first");
    assertThat(post("/api/show", "{\"model\":\"llama9\"}").status()).isEqualTo(404);
    assertThat(post("/api/show", "{}").status()).isEqualTo(400);
    assertThat(get("/api/none").body()).isEqualTo("404 page not found");
  }

  @Test
  void modelsAreListedWithTheirTagAndWithTheHostThatTheyRunOn() {
    sandbox.addOllamaModel(
        "{\"name\":\"big:cloud\",\"parts\":8,\"remote_host\":\"https://x.test\"}");

    JsonNode models = json(get("/api/tags")).get("models");

    assertThat(models.findValuesAsText("name"))
        .containsExactly("all-minilm:latest", "big:cloud", "llama3.1:8b");
    assertThat(models.get(0).has("remote_host")).isFalse();
    assertThat(models.get(1).get("remote_host").asText()).isEqualTo("https://x.test");
    JsonNode shown = json(post("/api/show", "{\"model\":\"big:cloud\"}"));
    assertThat(shown.get("remote_host").asText()).isEqualTo("https://x.test");
    assertThat(shown.at("/model_info/bert.embedding_length").asInt()).isEqualTo(8);
    assertThat(json(get("/api/version")).get("version").asText()).startsWith("0.32");
  }
}
