package ai.organized.flywheel.sandbox.openai;

import static ai.organized.flywheel.sandbox.openai.SandboxClient.error;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilesTest {
  private static final String WITH_EXPIRY =
      """
      --BOUNDARY
      Content-Disposition: form-data; name="purpose"

      fine-tune
      --BOUNDARY
      Content-Disposition: form-data; name="expires_after[anchor]"

      created_at
      --BOUNDARY
      Content-Disposition: form-data; name="expires_after[seconds]"

      %s
      --BOUNDARY
      Content-Disposition: form-data; name="file"; filename="t.jsonl"

      anything
      --BOUNDARY--
      """;

  private final MovableClock clock = new MovableClock();
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(clock));
  private final SandboxClient client = new SandboxClient(sandbox);

  @AfterEach
  void closeSandbox() {
    sandbox.close();
  }

  @Test
  void whatWasUploadedComesBackToTheByte() {
    String content = "no \u00df JSON at all\r\n--\r\n\n";
    JsonNode file = ok(client.postFile("t.jsonl", "fine-tune", content));
    String id = file.get("id").asText();

    assertThat(client.get("/files/" + id + "/content").body()).isEqualTo(content);
    assertThat(file.get("bytes").asInt()).isEqualTo(content.length() + 1); // the ß is two bytes
    JsonNode shown = ok(client.get("/files/" + id));
    OpenAiSchemas.assertFits("OpenAIFile", shown);
    assertThat(shown.get("status").asText()).isEqualTo("processed");
  }

  @Test
  void filesAreListedNewestFirstUnlessAskedOtherwise() {
    String first = client.upload("a");
    String second = client.upload("b");
    String third = client.upload("c");

    assertThat(ok(client.get("/files")).get("data").findValuesAsText("id"))
        .containsExactly(third, second, first);
    JsonNode page =
        ok(client.get("/files?order=asc&limit=1&after=" + first + "&purpose=fine-tune"));
    assertThat(page.get("data").findValuesAsText("id")).containsExactly(second);
    assertThat(page.get("has_more").asBoolean()).isTrue();
    assertThat(ok(client.get("/files?purpose=batch")).get("data")).isEmpty();
    error(client.get("/files?limit=10001"), 400);
    error(client.get("/files?order=up"), 400);
    error(client.get("/files?after=file-unknown"), 400);
  }

  @Test
  void aDeletedFileIsGone() {
    String id = client.upload("a");

    assertThat(ok(client.send("DELETE", "/files/" + id)).get("deleted").asBoolean()).isTrue();
    JsonNode error = error(client.get("/files/" + id), 404);
    assertThat(error.get("message").asText()).isEqualTo("No such File object: " + id);
    error(client.get("/files/" + id + "/content"), 404);
    error(client.send("DELETE", "/files/" + id), 404);
  }

  @Test
  void aFileExpiresWhenItWasToldTo() {
    JsonNode file = ok(client.postForm(WITH_EXPIRY.formatted(3600), false));
    OpenAiSchemas.assertFits("OpenAIFile", file);
    String path = "/files/" + file.get("id").asText();

    clock.move(Duration.ofMinutes(59));
    ok(client.get(path));
    clock.move(Duration.ofMinutes(1));
    error(client.get(path), 404);
    assertThat(ok(client.get("/files")).get("data")).isEmpty();
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"3599", "2592001", "soon", ""})
  void anExpiryOutsideTheLimitsIsRefused(String seconds) {
    error(client.postForm(WITH_EXPIRY.formatted(seconds), false), 400);
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({"t.json,fine-tune", "t.jsonl,batch", "t.jsonl,anything", "'',fine-tune"})
  void onlyLinesForFineTuningAreTaken(String filename, String purpose) {
    error(client.postFile(filename, purpose, TrainingFiles.good()), 400);

    assertThat(ok(client.get("/files")).get("data")).isEmpty();
  }

  @ParameterizedTest(name = "chunked {0}")
  @ValueSource(booleans = {true, false})
  void missingAndUnknownPartsAreNamed(boolean chunked) {
    String purposeOnly =
        """
        --BOUNDARY
        Content-Disposition: form-data; name="purpose"

        fine-tune
        --BOUNDARY--
        """;
    assertThat(error(client.postForm(purposeOnly, chunked), 400).get("param").asText())
        .isEqualTo("file");
    String unknown = purposeOnly.replace("\"purpose\"", "\"color\"");
    assertThat(error(client.postForm(unknown, chunked), 400).get("param").asText())
        .isEqualTo("color");
    error(client.post("/files", "{}"), 400);
  }
}
