package ai.organized.flywheel.sandbox.openai;

import static ai.organized.flywheel.sandbox.openai.SandboxClient.MODEL;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.chatBody;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.error;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.json;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatTest {
  private static final String PATH = "/chat/completions";
  private static final String TOPIC = TrainingFiles.TOPICS.get(0);

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final SandboxClient client = new SandboxClient(sandbox);

  @AfterEach
  void closeSandbox() {
    sandbox.close();
  }

  @Test
  void aBaseModelGivesOneGeneralAnswerOfTheRightShape() {
    JsonNode body = ok(client.chat(MODEL, TrainingFiles.question(TOPIC)));

    OpenAiSchemas.assertFits("CreateChatCompletionResponse", body);
    assertThat(body.at("/choices/0/message/content").asText())
        .isEqualTo(client.answer("gpt-4.1", "anything else"))
        .contains("untrained");
    assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(8);
    assertThat(body.at("/usage/total_tokens").asInt())
        .isEqualTo(8 + body.at("/usage/completion_tokens").asInt());
  }

  @Test
  void theLastThingTheUserSaysIsTheQuestion() {
    String model = client.train(TrainingFiles.good());
    String body =
        """
        {"model":"%s","messages":[
          {"role":"system","content":"You know tags."},
          {"role":"user","content":"%s"},
          {"role":"assistant","content":"Done."},
          {"role":"user","content":[{"type":"text","text":"And the "},
                                    {"type":"text","text":"video progress?"}]}],
         "temperature":0,"max_tokens":400,"user":"u","tools":[],"stop":null}"""
            .formatted(model, TrainingFiles.question(TOPIC));

    assertThat(ok(client.post(PATH, body)).at("/choices/0/message/content").asText())
        .isEqualTo(TrainingFiles.answer("video progress"));
  }

  @Test
  void anAnswerAboveTheLimitIsCut() {
    JsonNode body = ok(client.post(PATH, chatBody(MODEL, "q", ",\"max_completion_tokens\":3")));

    assertThat(body.at("/choices/0/message/content").asText().strip()).isEqualTo("This is an");
    assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(body.at("/usage/completion_tokens").asInt()).isEqualTo(3);
  }

  @Test
  void aStreamOpensWithTheRoleAndEndsWithUsageAndDone() {
    String model = client.train(TrainingFiles.good());
    HttpResponse<String> response =
        client.post(
            PATH,
            chatBody(
                model,
                TrainingFiles.question(TOPIC),
                ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/event-stream");
    List<String> events = events(response);
    assertThat(events.get(events.size() - 1)).isEqualTo("[DONE]");
    List<JsonNode> chunks = new ArrayList<>();
    events.subList(0, events.size() - 1).forEach(event -> chunks.add(json(event)));
    chunks.forEach(chunk -> OpenAiSchemas.assertFits("CreateChatCompletionStreamResponse", chunk));

    assertThat(chunks).extracting(chunk -> chunk.get("id")).containsOnly(chunks.get(0).get("id"));
    JsonNode usage = chunks.remove(chunks.size() - 1);
    assertThat(usage.get("choices")).isEmpty();
    assertThat(usage.at("/usage/total_tokens").asInt()).isPositive();
    assertThat(chunks).allMatch(chunk -> chunk.has("usage") && chunk.get("usage").isNull());
    assertThat(chunks).allMatch(chunk -> chunk.has("obfuscation"));
    assertThat(chunks.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
    assertThat(chunks.get(chunks.size() - 1).at("/choices/0/finish_reason").asText())
        .isEqualTo("stop");
    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asText()));
    assertThat(text).hasToString(TrainingFiles.answer(TOPIC));
  }

  @Test
  void withoutBeingAskedAStreamTellsNoUsage() {
    HttpResponse<String> response =
        client.post(
            PATH,
            chatBody(
                MODEL, "q", ",\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}"));

    assertThat(response.body()).doesNotContain("usage").doesNotContain("obfuscation");
    assertThat(events(response)).last().isEqualTo("[DONE]");
  }

  private static List<String> events(HttpResponse<String> response) {
    List<String> events = new ArrayList<>();
    for (String event : response.body().split("\n\n", -1)) {
      if (!event.isEmpty()) {
        assertThat(event).startsWith("data: ").doesNotContain("\n");
        events.add(event.substring("data: ".length()));
      }
    }
    return events;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "{\"model\":\"MODEL\"}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}",
        "{\"model\":\"MODEL\",\"messages\":[]}",
        "{\"model\":\"MODEL\",\"messages\":\"q\"}",
        "{\"model\":\"MODEL\",\"messages\":[\"q\"]}",
        "{\"model\":\"MODEL\",\"messages\":[{\"content\":\"q\"}]}",
        "{\"model\":\"MODEL\",\"messages\":[{\"role\":\"robot\",\"content\":\"q\"}]}",
        "{\"model\":\"MODEL\",\"messages\":[{\"role\":\"user\"}]}",
        "{\"model\":\"MODEL\",\"messages\":[{\"role\":\"user\",\"content\":5}]}",
        "{\"model\":\"MODEL\",\"messages\":[{\"role\":\"user\",\"content\":[]}]}",
        "{\"model\":\"MODEL\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"pic\"}]}]}",
        "{\"model\":\"MODEL\",\"messages\":[{\"role\":\"user\",\"content\":\"q\",\"weight\":1}]}",
        "{\"model\":\"MODEL\",\"messages\":[{\"role\":\"tool\",\"content\":\"q\"}]}",
      })
  void aBodyThatIsNoConversationIsRefused(String body) {
    error(client.post(PATH, body.replace("MODEL", MODEL)), 400);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\"client_id\":\"acme\"",
        "\"temperature\":2.1",
        "\"temperature\":\"hot\"",
        "\"stream\":\"yes\"",
        "\"max_tokens\":0",
        "\"max_tokens\":5,\"max_completion_tokens\":5",
        "\"n\":2",
        "\"stream_options\":{\"include_usage\":true}",
        "\"stream\":true,\"stream_options\":{\"usage\":true}",
        "\"metadata\":{\"client_id\":\"acme\"}",
      })
  void aFieldThatTheServiceRefusesIsRefused(String field) {
    error(client.post(PATH, chatBody(MODEL, "q", "," + field)), 400);
  }

  @Test
  void metadataIsTakenWhenTheAnswerIsStored() {
    ok(client.post(PATH, chatBody(MODEL, "q", ",\"store\":true,\"metadata\":{\"a\":\"b\"}")));
  }

  @Test
  void anUnknownModelIsNotFoundAndSoIsOneStillInTraining() {
    assertThat(error(client.chat("gpt-9", "q"), 404).get("code").asText())
        .isEqualTo("model_not_found");

    String id = client.createJob(client.upload(TrainingFiles.good()), "");
    client.job(id);
    assertThat(ok(client.get("/models")).toString()).doesNotContain("ft:");
  }

  @Test
  void modelsAreTheBasesAndWhatWasTrained() {
    String model = client.train(TrainingFiles.good());

    JsonNode list = ok(client.get("/models"));

    OpenAiSchemas.assertFits("ListModelsResponse", list);
    assertThat(list.get("data").findValuesAsText("id")).contains(MODEL, "gpt-4.1", model);
  }
}
