package ai.organized.flywheel.sandbox.meta;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.openai.SandboxClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaGraphTest {
  private static final Instant NOW = Instant.parse("2026-04-06T08:30:00Z");
  private static final String PIXEL = "/100000000000001";

  private final HttpClient http = HttpClient.newHttpClient();
  private Sandbox sandbox;

  @BeforeEach
  void open() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.fixed(NOW, ZoneOffset.UTC)));
    sandbox.addMetaAccount(Files.readString(Path.of("data/samples/hre/meta.json")));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private HttpResponse<String> send(String method, String path, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox.metaGraph() + path))
            .method(method, BodyPublishers.noBody());
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return SandboxClient.ok(send("GET", path, "Bearer " + Sandbox.META_TOKEN));
  }

  @ParameterizedTest(name = "{0} {1} with {2}")
  @CsvSource({
    "GET, /act_100000000000001, '', 400, 104",
    "GET, /act_100000000000001, Bearer wrong, 401, 190",
    "GET, /act_5, Bearer sandbox-meta-token, 400, 100",
    "POST, /act_100000000000001, Bearer sandbox-meta-token, 400, 100",
    "GET, /act_100000000000001/nothing, Bearer sandbox-meta-token, 400, 2500",
    "GET, /100000000000001?fields=secret, Bearer sandbox-meta-token, 400, 100",
    "GET, /100000000000001/stats?aggregation=moon, Bearer sandbox-meta-token, 400, 100",
    "GET, /100000000000001/stats?start_time=1770000000, Bearer sandbox-meta-token, 400, 100"
  })
  void whatTheRealOneRefusesIsRefused(
      String method, String path, String authorization, int status, int code) throws Exception {
    HttpResponse<String> response = send(method, path, authorization);

    assertThat(response.statusCode()).isEqualTo(status);
    JsonNode error = SandboxClient.json(response.body()).get("error");
    assertThat(error.get("code").asInt()).isEqualTo(code);
    assertThat(error.fieldNames()).toIterable().contains("message", "type", "fbtrace_id");
  }

  @Test
  void theTokenMayStandInTheQuery() throws Exception {
    HttpResponse<String> response =
        send("GET", "/act_100000000000001?fields=name&access_token=" + Sandbox.META_TOKEN, "");

    assertThat(SandboxClient.ok(response).get("name").asText()).isEqualTo("HRE Beauty");
  }

  @Test
  void pagesGoOnByTheirCursorUntilThereIsNoNext() throws Exception {
    JsonNode first = get("/act_100000000000001/campaigns?fields=name&limit=1");
    String after = first.at("/paging/cursors/after").asText();
    JsonNode second = get("/act_100000000000001/campaigns?fields=name&limit=1&after=" + after);

    assertThat(first.at("/paging/next").asText()).contains("access_token=", "after=" + after);
    assertThat(second.at("/data/0/id").asText()).isEqualTo("120000000000000002");
    assertThat(second.at("/paging").has("next")).isFalse();
  }

  @Test
  void hoursOfAWeekSumUpToWhatWasDescribed() throws Exception {
    long sum = 0;
    int pages = 0;
    String after = "";
    long start = NOW.getEpochSecond() - 7 * 24 * 3600;
    do {
      JsonNode page =
          get(
              PIXEL
                  + "/stats?aggregation=event&event_source=SERVER_ONLY&limit=100&start_time="
                  + start
                  + after);
      for (JsonNode bucket : page.get("data")) {
        for (JsonNode entry : bucket.get("data")) {
          sum += entry.get("value").asText().equals("Purchase") ? entry.get("count").asLong() : 0;
        }
      }
      after =
          page.at("/paging").has("next")
              ? "&after=" + page.at("/paging/cursors/after").asText()
              : "";
      pages++;
    } while (!after.isEmpty());

    assertThat(sum).isEqualTo(203);
    assertThat(pages).isEqualTo(2); // 168 hours
  }
}
