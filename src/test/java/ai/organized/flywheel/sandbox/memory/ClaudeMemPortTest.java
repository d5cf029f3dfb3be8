package ai.organized.flywheel.sandbox.memory;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.openai.SandboxClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaudeMemPortTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private Sandbox sandbox;

  @BeforeEach
  void open() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
    sandbox.addMemory(Files.readString(Path.of("data/samples/teleios/claude-mem.json")));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.claudeMem() + path)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void aSearchForNothingIsRefused() throws Exception {
    HttpResponse<String> response = get("/api/search?format=json&limit=5");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("INVALID_SEARCH_REQUEST");
  }

  @Test
  void filtersAreAndedAcrossParametersAndOredWithinOne() throws Exception {
    String path = "/api/search?project=teleios&format=json&obs_type=bugfix,change&concepts=pattern";

    assertThat(SandboxClient.ok(get(path)).get("observations")).hasSize(2);
  }

  @Test
  void withoutAskingForJsonItAnswersInWords() throws Exception {
    assertThat(SandboxClient.ok(get("/api/search?project=teleios")).at("/content/0/text").asText())
        .startsWith("Found 8 result(s)");
  }

  @Test
  void summariesNameTheSessionOfClaudeCodeOnly() throws Exception {
    assertThat(SandboxClient.ok(get("/api/summaries?project=teleios&limit=1")).toString())
        .contains("\"hasMore\":true", "session_id")
        .doesNotContain("memory_session_id");
  }

  @Test
  void anUnknownRouteIsAWebPage() throws Exception {
    HttpResponse<String> response = get("/api/nothing");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("content-type").orElse("")).contains("text/html");
    assertThat(response.body()).startsWith("<!DOCTYPE html>");
  }
}
