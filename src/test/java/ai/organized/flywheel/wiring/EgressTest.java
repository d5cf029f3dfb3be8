package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.remote.RemoteCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a route sends passes the guard; the sandbox counts what arrived all the same. */
class EgressTest {
  @TempDir static Path data;
  private static RunningLoop loop;
  private static ProducerTemplate template;

  @BeforeAll
  static void start() {
    loop = RunningLoop.start(data, sandbox -> Map.of("OLLAMA_HOST", "" + sandbox.ollama()));
    template = loop.application().context().createProducerTemplate();
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  @Test
  void notAByteOfANoEgressClientArrives() {
    loop.dropSamples("teleios");

    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> loop.lastAnswer("teleios").orElse("").contains("nothing can train it"));

    assertThat(loop.lastAnswer("teleios").orElseThrow())
        .contains("teleios", "may not leave", "data_egress_allowed");
    assertThat(loop.versions("teleios")).isEmpty();
    assertThat(bytesNaming("teleios")).isZero();
  }

  private static long bytesNaming(String client) {
    return loop.sandbox().requests().stream()
        .filter(
            r ->
                r.path().contains(client)
                    || new String(r.body(), StandardCharsets.UTF_8).contains(client))
        .count();
  }

  @Test
  void aCallForAClientThatMayLeaveIsSentAndForOneThatMayNotIsNot() {
    loop.dropSamples("hre");
    URI models = URI.create(loop.sandbox().openAiBase() + "/models");
    int before = requests("/v1/models");

    template.requestBody(
        "direct:call-remote", RemoteCall.get(new ClientId("hre"), models, "Bearer sandbox-key"));
    assertThat(requests("/v1/models")).isEqualTo(before + 1);

    assertThatThrownBy(
            () ->
                template.requestBody(
                    "direct:call-remote",
                    RemoteCall.get(new ClientId("nobody"), models, "Bearer sandbox-key")))
        .isInstanceOf(CamelExecutionException.class)
        .hasCauseInstanceOf(RefusedException.class);
    assertThat(requests("/v1/models")).isEqualTo(before + 1);
  }

  @Test
  void aRouteThatSendsByItselfIsRefusedToo() throws Exception {
    URI models = URI.create(loop.sandbox().openAiBase() + "/models?own=1");
    loop.application()
        .context()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:a-users-own-route").to(models.toString());
                from("direct:a-users-dynamic-route").toD("${body}");
              }
            });

    assertThatThrownBy(() -> template.requestBody("direct:a-users-own-route", "x"))
        .hasCauseInstanceOf(RefusedException.class);
    assertThatThrownBy(
            () -> template.requestBody("direct:a-users-dynamic-route", models.toString()))
        .hasCauseInstanceOf(RefusedException.class);
    assertThat(requests("/v1/models?own=1")).isZero();
  }

  private static int requests(String path) {
    return (int) loop.sandbox().requests().stream().filter(r -> r.path().equals(path)).count();
  }
}
