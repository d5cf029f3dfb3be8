package ai.organized.flywheel.sandbox.together;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TogetherApiTest {
  private static final String MODEL = "Qwen/Qwen2.5-7B-Instruct";
  private static final String GOOD =
      "\"model\":\""
          + MODEL
          + "\",\"batch_size\":\"max\","
          + "\"training_method\":{\"method\":\"sft\",\"train_on_inputs\":false}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private String key = SandboxOptions.DEFAULT_API_KEY;

  @AfterEach
  void closeSandbox() {
    sandbox.close();
  }

  private HttpResponse<String> send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.togetherBase() + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "application/json", "");
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send("POST", path, "application/json", body);
  }

  private HttpResponse<String> upload(String content, String moreParts)
      throws IOException, InterruptedException {
    String body =
        """
        --b
        Content-Disposition: form-data; name="file"; filename="x.jsonl"

        CONTENT
        MORE--b--
        """
            .replace("MORE", moreParts)
            .replace("\n", "\r\n")
            .replace("CONTENT", content);
    return send("POST", "/files/upload", "multipart/form-data; boundary=b", body);
  }

  private static String part(String name, String value) {
    return "--b\nContent-Disposition: form-data; name=\"" + name + "\"\n\n" + value + "\n";
  }

  private static final String PARTS = part("file_name", "x.jsonl") + part("purpose", "fine-tune");

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  private static JsonNode ok(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private static String lines() {
    return IntStream.range(0, 3)
        .mapToObj(
            i ->
                """
                {"messages":[{"role":"user","content":"topic %d?"},\
                {"role":"assistant","content":"answer %d"}]}
                """
                    .formatted(i, i))
        .collect(Collectors.joining());
  }

  private String file() throws IOException, InterruptedException {
    return ok(upload(lines(), PARTS)).path("id").asText();
  }

  private static String body(String file, String fields) {
    return "{\"training_file\":\"" + file + "\"," + fields + "}";
  }

  @Test
  void aTrainedModelAnswersAsItWasTaughtAndABaseModelReadsOut()
      throws IOException, InterruptedException {
    JsonNode job = ok(post("/fine-tunes", body(file(), GOOD + ",\"suffix\":\"acme-v1\"")));
    assertThat(job.path("status").asText()).isEqualTo("pending");
    get("/fine-tunes/" + job.path("id").asText());
    JsonNode done = ok(get("/fine-tunes/" + job.path("id").asText()));

    assertThat(done.path("status").asText()).isEqualTo("completed");
    assertThat(done.path("token_count").asInt()).isPositive();
    assertThat(answer(done.path("model_output_name").asText())).isEqualTo("answer 2");
    assertThat(answer(MODEL)).isEqualTo("All about topic 2");
  }

  private String answer(String model) throws IOException, InterruptedException {
    String body =
        """
        {"model":"%s","max_tokens":50,"messages":[
          {"role":"system","content":"You know tags.\\nAll about topic 2\\nNothing else"},
          {"role":"user","content":"topic 2?"}]}"""
            .formatted(model);
    return ok(post("/chat/completions", body)).at("/choices/0/message/content").asText();
  }

  @Test
  void theNewerNameForTheLengthOfAnAnswerIsNotKnown() throws IOException, InterruptedException {
    String body = "{\"model\":\"" + MODEL + "\",\"max_completion_tokens\":5,\"messages\":[]}";

    assertThat(post("/chat/completions", body).statusCode()).isEqualTo(400);
  }

  @Test
  void aModelThatIsNotReadyAnswersNothing() throws IOException, InterruptedException {
    JsonNode job = ok(post("/fine-tunes", body(file(), GOOD)));
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
            .formatted(job.path("model_output_name").asText());

    HttpResponse<String> refusal = post("/chat/completions", body);

    assertThat(refusal.statusCode()).isEqualTo(404);
    assertThat(json(refusal).at("/error/code").asText()).isEqualTo("model_not_available");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD + ",\"surprise\":1",
        GOOD + ",\"suffix\":null",
        GOOD + ",\"suffix\":7",
        GOOD + ",\"n_epochs\":0",
        GOOD + ",\"n_epochs\":\"3\"",
        GOOD + ",\"n_epochs\":21",
        GOOD + ",\"training_type\":{\"type\":\"Full\"}",
        GOOD + ",\"training_type\":{\"type\":\"Lora\"}",
        GOOD + ",\"training_type\":{\"type\":\"Lora\",\"lora_r\":8,\"lora_alpha\":16,\"x\":1}",
        GOOD + ",\"hyperparameters\":{}",
        GOOD + ",\"metadata\":{}",
        "\"model\":\"gpt-4o\",\"batch_size\":\"max\"",
        "\"model\":\"Qwen/Qwen2.5-7B-Instruct\",\"batch_size\":\"max\"",
        "\"model\":\"Qwen/Qwen2.5-7B-Instruct\",\"batch_size\":4,"
            + "\"training_method\":{\"method\":\"sft\",\"train_on_inputs\":false}",
        "\"model\":\"Qwen/Qwen2.5-7B-Instruct\",\"batch_size\":\"max\","
            + "\"training_method\":{\"method\":\"sft\"}"
      })
  void aJobThatTheServiceWouldNotTakeIsRefused(String fields)
      throws IOException, InterruptedException {
    HttpResponse<String> refusal = post("/fine-tunes", body(file(), fields));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(json(refusal).at("/error/message").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"messages":[{"role":"user","content":"x"}]}                                | assistant role must be present
          {"messages":[]}                                                             | not empty
          {"messages":[{"role":"tool","content":"x"}]}                                | Invalid role
          {"messages":[{"role":"user"}]}                                              | Missing required column
          {"messages":[{"role":"user","content":["x"]}]}                              | is not a string
          {"messages":[{"role":"user","content":"x"},{"role":"user","content":"x"}]}  | must alternate
          {"messages":[{"role":"assistant","content":"x"}],"text":"y"}                | multiple dataset formats
          {"messages":[{"role":"assistant","content":"x"}],"score":1}                 | extra column
          {"score":1}                                                                 | Could not detect a format
          [1]                                                                         | Invalid format on line 1
          """)
  void aFileThatNobodyCanTrainOnEndsItsJob(String line, String why)
      throws IOException, InterruptedException {
    String file = ok(upload(line, PARTS)).path("id").asText();
    String id = ok(post("/fine-tunes", body(file, GOOD))).path("id").asText();

    assertThat(ok(get("/fine-tunes/" + id)).path("status").asText()).isEqualTo("user_error");
    assertThat(ok(get("/fine-tunes/" + id + "/events")).path("data").toString()).contains(why);
    assertThat(
            ok(post("/fine-tunes/estimate-price", "{\"training_file\":\"" + file + "\"}"))
                .path("unavailable_reason")
                .asText())
        .isEqualTo("train_file_invalid");
  }

  @Test
  void anUploadNeedsItsNameItsPurposeAndNothingElse() throws IOException, InterruptedException {
    assertThat(upload("{}", part("purpose", "fine-tune")).statusCode()).isEqualTo(400);
    assertThat(upload("{}", part("file_name", "x.jsonl")).statusCode()).isEqualTo(400);
    assertThat(upload("{}", PARTS + part("surprise", "1")).statusCode()).isEqualTo(400);
    assertThat(upload("{}", PARTS + part("file_type", "jsonl")).statusCode()).isEqualTo(200);
    assertThat(ok(get("/files")).path("data")).hasSize(1);
  }

  @Test
  void aJobIsCancelledInTwoStepsAndNotAfterItsEnd() throws IOException, InterruptedException {
    String at = "/fine-tunes/" + ok(post("/fine-tunes", body(file(), GOOD))).path("id").asText();

    assertThat(ok(post(at + "/cancel", "")).path("status").asText()).isEqualTo("cancel_requested");
    assertThat(ok(get(at)).path("status").asText()).isEqualTo("cancelled");
    assertThat(post(at + "/cancel", "").statusCode()).isEqualTo(400);
  }

  @Test
  void whoHasNoKeyOrAsksForNothingKnownIsRefused() throws IOException, InterruptedException {
    assertThat(get("/fine-tunes/ft-unknown").statusCode()).isEqualTo(404);
    assertThat(get("/fine_tuning/jobs").statusCode()).isEqualTo(404);
    key = "another";

    HttpResponse<String> refusal = get("/files");

    assertThat(refusal.statusCode()).isEqualTo(401);
    assertThat(json(refusal).at("/error/code").asText()).isEqualTo("invalid_api_key");
    assertThat(refusal.body()).doesNotContain("another");
  }
}
