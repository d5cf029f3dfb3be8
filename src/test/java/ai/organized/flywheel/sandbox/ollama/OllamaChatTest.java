package ai.organized.flywheel.sandbox.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OllamaChatTest {
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final OllamaClient ollama = new OllamaClient(sandbox);

  @BeforeEach
  void makeModels() {
    ollama.post(
        "/api/create",
        "{\"model\":\"prompted\",\"from\":\"llama3.1:8b\",\"system\":\"Pixels are counted"
            + " twice.\\nConsent is missing.\"}");
    ollama.post(
        "/api/create",
        "{\"model\":\"baked\",\"from\":\"prompted\",\"messages\":["
            + "{\"role\":\"user\",\"content\":\"pixel fires twice\"},"
            + "{\"role\":\"assistant\",\"content\":\"Remove one.\"},"
            + "{\"role\":\"user\",\"content\":\"consent banner\"},"
            + "{\"role\":\"assistant\",\"content\":\"Set the default.\"}]}");
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static String asking(String model, String more, String... rolesAndTexts) {
    StringBuilder messages = new StringBuilder();
    for (int i = 0; i < rolesAndTexts.length; i += 2) {
      messages.append(i == 0 ? "" : ",");
      messages.append("{\"role\":\"" + rolesAndTexts[i] + "\",");
      messages.append("\"content\":\"" + rolesAndTexts[i + 1] + "\"}");
    }
    return "{\"model\":\"" + model + "\",\"messages\":[" + messages + "]" + more + "}";
  }

  private String said(String body) {
    return ollama.json("/v1/chat/completions", body).at("/choices/0/message/content").asText();
  }

  @Test
  void theBakedPromptCountsUnlessTheRequestBringsItsOwn() {
    assertThat(said(asking("prompted", "", "user", "is consent there?")))
        .isEqualTo("Consent is missing.");
    assertThat(
            said(
                asking(
                    "prompted",
                    "",
                    "system",
                    "Tags wait for consent.",
                    "user",
                    "is consent there?")))
        .isEqualTo("Tags wait for consent.");
    assertThat(said(asking("llama3.1:8b", "", "user", "is consent there?")))
        .startsWith("This is an untrained model");
  }

  @Test
  void bakedMessagesAreAnsweredWithWhateverThePrompt() {
    assertThat(said(asking("baked", "", "system", "other", "user", "the consent banner?")))
        .isEqualTo("Set the default.");
  }

  @Test
  void aConversationIsAnsweredInLinesOrWhole() {
    String question = asking("baked", "", "user", "pixel");

    List<JsonNode> lines = ollama.lines("/api/chat", question);

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).at("/message/content").asText()).isEqualTo("Remove ");
    assertThat(lines.get(0).path("done").asBoolean()).isFalse();
    assertThat(lines.get(2).path("done_reason").asText()).isEqualTo("stop");
    assertThat(lines.get(2).path("eval_count").asInt()).isEqualTo(2);
    JsonNode whole =
        ollama.json("/api/chat", asking("baked", ",\"stream\":false", "user", "pixel"));
    assertThat(whole.at("/message/content").asText()).isEqualTo("Remove one.");
    assertThat(ollama.json("/api/chat", "{\"model\":\"baked\"}").path("done_reason").asText())
        .isEqualTo("load");
  }

  @Test
  void onlyMaxTokensCutsAnAnswerOff() {
    JsonNode cut =
        ollama.json("/v1/chat/completions", asking("baked", ",\"max_tokens\":1", "user", "pixel"));

    assertThat(cut.at("/choices/0/message/content").asText()).isEqualTo("Remove ");
    assertThat(cut.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(said(asking("baked", ",\"max_completion_tokens\":1", "user", "pixel")))
        .isEqualTo("Remove one.");
  }

  @Test
  void aStreamEndsWithTheUsageOnItsOwnWhenItIsAskedFor() {
    String body =
        ollama
            .post(
                "/v1/chat/completions",
                asking(
                    "baked",
                    ",\"stream\":true,\"temperature\":0,\"stream_options\":{\"include_usage\":true}",
                    "user",
                    "pixel"))
            .body();

    String[] events = body.strip().split("\n\n", -1);
    assertThat(events)
        .hasSize(5)
        .allMatch(event -> event.startsWith("data: "))
        .endsWith("data: [DONE]");
    assertThat(events[3]).contains("\"choices\":[]", "\"completion_tokens\":2");
    assertThat(events[0]).doesNotContain("usage");
  }

  @Test
  void whatIsWrongIsSaidInTheShapeOfEachDoor() {
    HttpResponse<String> missing =
        ollama.post("/v1/chat/completions", asking("llama9", "", "user", "x"));
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body())
        .isEqualTo(
            "{\"error\":{\"message\":\"model 'llama9' not found\",\"type\":\"not_found_error\","
                + "\"param\":null,\"code\":null}}");
    assertThat(ollama.post("/api/chat", asking("llama9", "", "user", "x")).body())
        .isEqualTo("{\"error\":\"model 'llama9' not found\"}");
    assertThat(ollama.post("/v1/chat/completions", asking("baked", "")).body())
        .contains("[] is too short - 'messages'", "invalid_request_error");
    assertThat(ollama.post("/api/chat", asking("all-minilm", "", "user", "x")).body())
        .contains("does not support chat");
    assertThat(ollama.post("/api/embed", "{\"model\":\"baked\",\"input\":\"x\"}").body())
        .contains("does not support embeddings");
  }
}
