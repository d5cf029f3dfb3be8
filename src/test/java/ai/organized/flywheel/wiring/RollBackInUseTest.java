package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.storage.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From callers' requests to the version before: everything real but the people. */
class RollBackInUseTest {
  private static final ClientId HRE = new ClientId("hre");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String QUESTION =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"PMAX shows $0 value\"}]}";

  @TempDir Path data;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private RunningLoop loop;

  @BeforeEach
  void aVersionThatAnswers() {
    loop = RunningLoop.start(data, Map.of());
    loop.dropSamples("hre");
    await().atMost(PATIENCE).until(() -> active() == 1);
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  private int active() {
    return loop.versions("hre").stream()
        .filter(v -> v.state() == ModelState.ACTIVE)
        .map(ModelVersion::version)
        .findFirst()
        .orElse(0);
  }

  private void ask(int times) {
    for (int i = 0; i < times; i++) {
      ask();
    }
  }

  private HttpResponse<String> ask() {
    URI gateway =
        URI.create("http://127.0.0.1:" + loop.settings().server().port() + "/v1/chat/completions");
    HttpRequest request =
        HttpRequest.newBuilder(gateway)
            .headers("content-type", "application/json", "x-client-id", "hre")
            .POST(HttpRequest.BodyPublishers.ofString(QUESTION))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long rows(String table) {
    try (Database store = Database.open(loop.settings().places().store())) {
      return store
          .jdbi()
          .withHandle(h -> h.createQuery("select count(*) from " + table).mapTo(Long.class).one());
    }
  }

  /** A second version takes the first one's place, and its model is not at the provider. */
  private void promoteAModelThatIsGone() {
    try (Database store = Database.open(loop.settings().places().store())) {
      Clock clock = Clock.systemUTC();
      ModelRegistry registry =
          new ModelRegistry(store.jdbi(), new Clients(loop.settings().places().clients()), clock);
      store
          .jdbi()
          .useTransaction(
              handle -> {
                handle.execute(
                    "insert into datasets select client_id, 2, 'h', system_prompt,"
                        + " account_state_version, training_lines, holdout_lines, manifest,"
                        + " created_at from datasets where client_id = 'hre'");
                registry.begin(handle, HRE, 2, "a", "openai", "gpt-4o-mini-2024-07-18");
                registry.trained(handle, HRE, 2, "ft:gone");
                registry.scored(handle, HRE, 2, 0.9);
                registry.promote(handle, HRE, 2, "looked better");
              });
      registry.project(HRE);
    }
  }

  @Test
  void aNightThatWasMissedIsMadeUpForOnce() {
    ProducerTemplate template = loop.application().context().createProducerTemplate();

    template.sendBody("direct:make-up-for-the-night", null);
    template.sendBody("direct:make-up-for-the-night", null);

    assertThat(rows("golden_checks")).isOne();
  }

  @Test
  void aModelThatDoesNotAnswerIsGoneBackFromAndPeopleAreTold() {
    ask(40);
    await().atMost(PATIENCE).until(() -> rows("served_answers") == 40);
    promoteAModelThatIsGone();
    ProducerTemplate watch = loop.application().context().createProducerTemplate();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              ask(5);
              watch.sendBody("direct:watch-models", null);
              return active() == 1;
            });

    assertThat(loop.versions("hre").get(0).reason().orElseThrow())
        .startsWith("hre v2 went back to v1: ")
        .contains("0.0 % is usual (0 of 40)");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                loop.sandbox().slackTexts().stream()
                    .anyMatch(text -> text.contains("hre v2 went back to v1")));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(ask().headers().firstValue("x-model-version")).contains("v1"));
  }
}
