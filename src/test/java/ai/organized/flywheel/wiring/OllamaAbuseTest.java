package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.access.ChangeKeys;
import ai.organized.flywheel.access.KeyFile;
import ai.organized.flywheel.access.Role;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The key of hush, whose data may not leave and whom Ollama answers: in whatever case it writes,
 * Ollama is asked for its base model alone, never for zeta's.
 */
class OllamaAbuseTest {
  private static final String ASKED =
      "\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}],\"input\":\"Why?\"}";

  @TempDir static Path data;
  private static RunningLoop loop;
  private static String key;

  @BeforeAll
  static void start() {
    loop =
        RunningLoop.start(
            data,
            sandbox ->
                Map.of(
                    "OLLAMA_HOST", sandbox.ollama().toString(),
                    "FLYWHEEL_OLLAMA_BASE_MODEL", "llama3.1:8b",
                    "FLYWHEEL_EGRESS_OUTSIDE_HOSTS", "outside.example"));
    loop.sandbox().addOllamaModel("{\"name\":\"zeta-client:v1\"}");
    for (String client : new String[] {"hush", "zeta"}) {
      WholeFile.write(
          loop.settings().places().clients().resolve(client).resolve("config.json"),
          "{\"client_id\":\"" + client + "\",\"data_egress_allowed\":false}");
    }
    try (Database database = Database.open(loop.settings().places().store())) {
      Clock clock = Clock.systemUTC();
      key =
          new ChangeKeys(
                  new KeyFile(loop.settings().server().keysFile()),
                  database.jdbi(),
                  new AuditLog(database.jdbi(), clock),
                  clock)
              .add(
                  "a test",
                  "hush-bot",
                  Role.CLIENT,
                  Optional.of(new ClientId("hush")),
                  OptionalInt.empty());
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = ask("/v1/chat/completions", "");
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            });
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  private static HttpResponse<String> ask(String path, String field) {
    return loop.post(path, "{" + field + ASKED, "authorization", "Bearer " + key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "chat/completions | \"Model\":\"zeta-client:v1\", | 400",
        "chat/completions | \"MODEL\":\"zeta-client:v1\", | 400",
        "chat/completions | \"model\":\"hush\",\"Model\":\"zeta-client:v1\", | 400",
        "chat/completions | \"Messages\":[], | 400",
        "chat/completions | \"me\\u017fsages\":[], | 400",
        "chat/completions | \"Stream\":true, | 400",
        "chat/completions | \"model\":\"zeta-CLIENT:v1\", | 403",
        "chat/completions | \"model\":\"llama3.1:8b-cloud\", | 200",
        "embeddings | \"Model\":\"zeta-client:v1\", | 400",
        "embeddings | \"model\":\"zeta-client:v1\", | 403",
        "embeddings | \"model\":\"Zeta-CLIENT:v1\", | 403",
        "embeddings | \"model\":\" zeta-client:v1 \", | 403",
        "embeddings | \"model\":\"hush-CLIENT:v1\", | 200",
        "embeddings | | 200",
      })
  void noOtherModelIsAskedHoweverItIsWritten(String path, String field, int status) {
    HttpResponse<String> answer = ask("/v1/" + path, field == null ? "" : field);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    for (RecordedRequest request : loop.sandbox().requests()) {
      if (request.path().startsWith("/ollama/v1/")) {
        String sent = new String(request.body(), StandardCharsets.UTF_8);
        assertThat(sent.toLowerCase(Locale.ROOT)).doesNotContain("zeta");
        assertThat(Json.parse(sent).path("model").asText()).isIn("llama3.1:8b", "all-minilm");
      }
    }
  }

  @Test
  void aModelNameOfAMegabyteIsRefused() {
    String field = "\"model\":\"" + "m".repeat(1 << 20) + "\",";

    assertThat(ask("/v1/embeddings", field).statusCode()).isEqualTo(400);
  }
}
