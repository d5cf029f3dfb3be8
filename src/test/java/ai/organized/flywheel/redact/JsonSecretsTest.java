package ai.organized.flywheel.redact;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.PlantedSecrets;
import ai.organized.flywheel.fixtures.PlantedSecrets.Planted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSecretsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void secretsGoFromAllDepthsAndEverythingElseStaysInPlace() throws Exception {
    JsonNode node =
        JSON.readTree(
            """
            {"b": [1, {"note": "use EAA%s now"}], "a": "GTM-ABC1234", "n": null, "d": 1.50}
            """
                .formatted("Fake".repeat(12)));
    String before = node.toString();

    assertThat(Secrets.clean(node))
        .hasToString(
            "{\"b\":[1,{\"note\":\"use [redacted:meta-token] now\"}],\"a\":\"GTM-ABC1234\","
                + "\"n\":null,\"d\":1.50}".replace("1.50", node.get("d").toString()));
    assertThat(node).hasToString(before);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"access_token", "api_key", "apiKey", "client_secret", "password", "X-API-Key"})
  void aValueUnderATellingKeyGoesWhateverItLooksLike(String key) {
    JsonNode node = JSON.createObjectNode().put(key, "twelve chars");

    assertThat(Secrets.clean(node).path(key).asText()).isEqualTo("[redacted:secret]");
    assertThat(Secrets.clean(Secrets.clean(node))).isEqualTo(Secrets.clean(node));
  }

  @Test
  void theNameMayStandBesideTheValueAsGtmWritesIt() throws Exception {
    JsonNode node = JSON.readTree("{\"key\": \"accessToken\", \"value\": \"correct horse\"}");

    assertThat(Secrets.clean(node))
        .hasToString("{\"key\":\"accessToken\",\"value\":\"[redacted:secret]\"}");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"password\": \"short\"}",
        "{\"access_token\": \"{{CONST - Meta Access Token}}\"}",
        "{\"access_token\": \"[redacted:meta-token]\"}",
        "{\"access_token_set\": \"yes, it is set\", \"input_tokens\": 123456789012}",
        "{\"problem\": \"purchase fires twice\", \"sources_used\": [\"gtm\", \"meta\"]}",
        "[]",
        "null",
        "\"550e8400-e29b-41d4-a716-446655440000\""
      })
  void aCleanTreeComesBackAsTheSameInstance(String json) throws Exception {
    JsonNode node = JSON.readTree(json);

    assertThat(Secrets.clean(node)).isSameAs(node);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noPlantedSecretSurvivesInATree(long seed) {
    Fakes fakes = new Fakes(seed);
    for (PlantedSecrets kind : Fakes.SECRETS) {
      Planted planted = fakes.planted(kind);
      JsonNode node =
          JSON.createObjectNode()
              .put("problem", fakes.clean(5))
              .set("deep", JSON.createArrayNode().add(fakes.clean(5)).add(planted.text()));

      JsonNode cleaned = Secrets.clean(node);

      assertThat(cleaned.path("deep").path(1).asText()).doesNotContain(planted.secret());
      assertThat(cleaned.path("problem")).isSameAs(node.path("problem"));
      assertThat(Secrets.clean(cleaned)).isSameAs(cleaned);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }
}
