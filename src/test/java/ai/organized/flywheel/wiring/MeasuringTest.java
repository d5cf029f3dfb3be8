package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.telemetry.Served;
import ai.organized.flywheel.telemetry.Telemetry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Telemetry and feedback in the running application. */
class MeasuringTest {
  private static final ClientId HRE = new ClientId("hre");

  @TempDir Path data;
  private RunningLoop loop;

  @BeforeEach
  void start() {
    loop = RunningLoop.start(data, Map.of());
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  private Telemetry telemetry() {
    return loop.application()
        .context()
        .getRegistry()
        .lookupByNameAndType("telemetry", Telemetry.class);
  }

  private HttpResponse<String> feedback(String body) {
    return loop.post("/v1/feedback", body);
  }

  private long rows(String table) {
    try (Database database = Database.open(loop.settings().places().store())) {
      return database
          .jdbi()
          .withHandle(h -> h.createQuery("select count(*) from " + table).mapTo(Long.class).one());
    }
  }

  @Test
  void anAnswerCanBeSpokenOfWithinASecond() {
    String body = "{\"request_id\": \"r-1\", \"score\": 0.5}";
    assertThat(feedback(body).statusCode()).isEqualTo(404);
    assertThat(feedback(body).body()).contains("unknown_request").contains("within a second");

    telemetry().offer(Served.answer(HRE, "r-1"));
    HttpResponse<String> answer =
        await()
            .atMost(Duration.ofSeconds(2))
            .until(() -> feedback(body), r -> r.statusCode() < 400);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"request_id\":\"r-1\",\"client\":\"hre\",\"version\":1,\"status\":\"recorded\"}");
    assertThat(feedback(body).statusCode()).isEqualTo(200);
    assertThat(feedback("").statusCode()).isEqualTo(400);
    assertThat(feedback("{").statusCode()).isEqualTo(400);
    assertThat(rows("feedback")).isOne();
  }

  @Test
  void theWatchCanBeCalledAtAnyTime() {
    ProducerTemplate template = loop.application().context().createProducerTemplate();

    for (String route : List.of("watch-models", "check-models", "watch-models")) {
      template.sendBody("direct:" + route, null);
    }

    assertThat(rows("drift_alarms")).isZero();
    assertThat(rows("notifications")).isZero();
  }

  @Test
  void whoStopsWritesWhatWaitsBeforeTheStoreIsClosed() {
    for (int i = 0; i < 3_000; i++) {
      telemetry().offer(Served.answer(HRE, "r-" + i));
    }

    loop.stopApplication();

    assertThat(rows("served_answers")).isEqualTo(3_000);
    loop.startApplication();
  }
}
