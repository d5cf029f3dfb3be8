package ai.organized.flywheel.sandbox.openai;

import static ai.organized.flywheel.sandbox.openai.SandboxClient.error;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddingsTest {
  private static final String PATH = "/embeddings";

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final SandboxClient client = new SandboxClient(sandbox);

  @AfterEach
  void closeSandbox() {
    sandbox.close();
  }

  private static String body(String input, String more) {
    return "{\"model\":\"text-embedding-3-small\",\"input\":" + input + more + "}";
  }

  @Test
  void aListOfTextsIsAnsweredInItsOrder() {
    JsonNode two = ok(client.post(PATH, body("[\"a tag\",\"other words\"]", "")));
    JsonNode one = ok(client.post(PATH, body("\"other words\"", "")));

    assertThat(two.get("object").asText()).isEqualTo("list");
    assertThat(two.get("data")).hasSize(2);
    assertThat(two.at("/data/1/index").asInt()).isEqualTo(1);
    assertThat(two.at("/data/1/object").asText()).isEqualTo("embedding");
    assertThat(two.at("/data/1/embedding")).hasSize(1536).isEqualTo(one.at("/data/0/embedding"));
    assertThat(two.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
  }

  @Test
  void theSameVectorComesAsBase64AndAShorterOneWithDimensions() {
    JsonNode numbers = ok(client.post(PATH, body("\"a tag\"", ",\"dimensions\":64")));
    JsonNode text =
        ok(
            client.post(
                PATH, body("\"a tag\"", ",\"dimensions\":64,\"encoding_format\":\"base64\"")));

    byte[] bytes = Base64.getDecoder().decode(text.at("/data/0/embedding").asText());
    ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes).hasSize(64 * 4);
    for (JsonNode number : numbers.at("/data/0/embedding")) {
      assertThat(number.floatValue()).isEqualTo(floats.getFloat());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"text-embedding-3-small\"}",
        "{\"input\":\"x\"}",
        "{\"model\":\"text-embedding-3-small\",\"input\":\"\"}",
        "{\"model\":\"text-embedding-3-small\",\"input\":[]}",
        "{\"model\":\"text-embedding-3-small\",\"input\":[\"a\",\"\"]}",
        "{\"model\":\"text-embedding-3-small\",\"input\":5}",
        "{\"model\":\"text-embedding-3-small\",\"input\":\"x\",\"encoding_format\":\"hex\"}",
        "{\"model\":\"text-embedding-3-small\",\"input\":\"x\",\"dimensions\":0}",
        "{\"model\":\"text-embedding-3-small\",\"input\":\"x\",\"dimensions\":1537}",
        "{\"model\":\"text-embedding-3-small\",\"input\":\"x\",\"truncate\":true}",
        "no json"
      })
  void whatTheServiceRefusesIsRefused(String body) {
    error(client.post(PATH, body), 400);
  }

  @Test
  void tooMuchOfAnythingIsRefused() {
    String many = String.join(",", Collections.nCopies(2_049, "\"x\""));
    String some = String.join(",", Collections.nCopies(40, "\"" + "x ".repeat(8_000) + "\""));

    assertThat(error(client.post(PATH, body("[" + many + "]", "")), 400).get("code").asText())
        .isEqualTo("array_above_max_length");
    assertThat(
            error(client.post(PATH, body("\"" + "x ".repeat(8_193) + "\"", "")), 400)
                .get("message")
                .asText())
        .contains("8192 tokens");
    assertThat(error(client.post(PATH, body("[" + some + "]", "")), 400).get("code").asText())
        .isEqualTo("max_tokens_per_request");
  }

  @Test
  void aWrongKeyAndAnUnknownModelAreRefused() {
    error(client.withKey("wrong").post(PATH, body("\"x\"", "")), 401);
    assertThat(
            error(client.post(PATH, "{\"model\":\"gpt-4o\",\"input\":\"x\"}"), 404)
                .get("code")
                .asText())
        .isEqualTo("model_not_found");
    assertThat(ok(client.get("/models")).get("data").findValuesAsText("id"))
        .contains("text-embedding-3-small");
  }
}
