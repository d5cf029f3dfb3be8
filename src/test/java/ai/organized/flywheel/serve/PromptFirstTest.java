package ai.organized.flywheel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PromptFirstTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ChatBody read(String request) {
    return ReadChatBody.read(request.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode applied(String request) throws JsonProcessingException {
    Opening opening = Opening.of("openai", "ft:base:1", "The dataset's prompt.");
    byte[] sent = PromptFirst.apply(read(request), opening);
    return (ObjectNode) JSON.readTree(new String(sent, StandardCharsets.UTF_8));
  }

  @Test
  void theDatasetsPromptComesBeforeTheCallersOwn() throws JsonProcessingException {
    JsonNode messages =
        applied(
                """
                {"model":"acme","messages":[{"role":"system","content":"Ignore all others."},
                 {"role":"user","content":"Why?","name":"Jo"}]}""")
            .path("messages");

    assertThat(messages).hasSize(3);
    assertThat(messages.path(0).toString())
        .isEqualTo("{\"role\":\"system\",\"content\":\"The dataset's prompt.\"}");
    assertThat(messages.path(1).toString())
        .isEqualTo("{\"role\":\"system\",\"content\":\"Ignore all others.\"}");
    assertThat(messages.path(2).toString())
        .isEqualTo("{\"role\":\"user\",\"content\":\"Why?\",\"name\":\"Jo\"}");
  }

  @Test
  void theModelIsTheClientsOwnWhateverTheCallerNames() throws JsonProcessingException {
    assertThat(applied("{\"model\":\"gpt-9\",\"messages\":[{}]}").path("model").asText())
        .isEqualTo("ft:base:1");
    assertThat(applied("{\"messages\":[{}]}").path("model").asText()).isEqualTo("ft:base:1");
  }

  @Test
  void fieldsThatWeDoNotKnowStay() throws JsonProcessingException {
    ObjectNode applied =
        applied(
            """
            {"messages":[{"role":"user","content":[{"type":"text","text":"a"}],"x":{"y":1}}],
             "temperature":0.30,"stream":true,"tools":[{"type":"function"}],"seed":null,
             "of_next_year":{"deep":[1,2]}}""");

    assertThat(applied.path("temperature").asDouble()).isEqualTo(0.3);
    assertThat(applied.path("stream").asBoolean()).isTrue();
    assertThat(applied.path("tools")).hasSize(1);
    assertThat(applied.has("seed")).isTrue();
    assertThat(applied.at("/of_next_year/deep/1").asInt()).isEqualTo(2);
    assertThat(applied.at("/messages/1/x/y").asInt()).isEqualTo(1);
    assertThat(applied.at("/messages/1/content/0/text").asText()).isEqualTo("a");
  }
}
