package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.ReadReply;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.SpoiledReply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The route that sends, alone, against a real server. */
class RemoteRouteTest extends CamelMainTestSupport {
  private static final ClientId CLIENT = new ClientId("hre");
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** As the sandbox records it. */
  private static final String HEADER = WholeReplyInTime.HEADER.toLowerCase(Locale.ROOT);

  private static Sandbox sandbox;

  @BeforeAll
  static void open() {
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @Override
  protected void configure(MainConfigurationProperties configuration) {
    configuration.setRoutesIncludePattern("file:routes/remote.camel.yaml");
    configuration.setBasePackageScanEnabled(false);
  }

  @Override
  public void configureContext(CamelContextConfiguration configuration) {
    super.configureContext(configuration);
    Properties properties = new Properties();
    properties.put("remote.timeout-millis", String.valueOf(TIMEOUT.toMillis()));
    properties.putAll(Application.NO_HIDDEN_RETRIES);
    configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
  }

  @Override
  protected void bindToRegistry(Registry registry) {
    registry.bind("readReply", new ReadReply());
    registry.bind("wholeReplyInTime", new WholeReplyInTime(TIMEOUT));
    registry.bind(
        "egressGuard",
        new EgressGuard(
            new Clients(Path.of("no-such-folder")), new OwnNetwork(List.of(), List.of())));
  }

  private RemoteReply call(RemoteCall call, Map<String, Object> headersBefore) {
    CamelContext context = context();
    return context
        .createProducerTemplate()
        .requestBodyAndHeaders("direct:call-remote", call, headersBefore, RemoteReply.class);
  }

  private static RemoteCall models() {
    return RemoteCall.get(
        CLIENT,
        URI.create(sandbox.openAiBase() + "/models"),
        "Bearer " + SandboxOptions.DEFAULT_API_KEY);
  }

  @Test
  void anyStatusIsAnAnswer() {
    assertThat(call(models(), Map.of()).status()).isEqualTo(200);

    sandbox.failNext("GET", "/v1/models", 503, "busy", Map.of("Retry-After", "7"));
    RemoteReply busy = call(models(), Map.of());

    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.retryAfter()).hasValueSatisfying(d -> assertThat(d).hasSeconds(7));
    assertThat(busy.body()).isEqualTo("busy");
  }

  @Test
  void aBusyAnswerIsNotTriedAgainHere() {
    int before = sandbox.requests().size();
    sandbox.failNext("GET", "/v1/models", 429, "slow down", Map.of("Retry-After", "1"));

    assertThat(call(models(), Map.of()).status()).isEqualTo(429);

    assertThat(sandbox.requests()).hasSize(before + 1);
  }

  @Test
  void headersOfWhatCameBeforeSteerNothing() {
    RemoteReply reply =
        call(
            models(),
            Map.of(
                "CamelHttpUri", "http://127.0.0.1:1/elsewhere",
                "CamelHttpPath", "/elsewhere",
                "CamelHttpQuery", "a=b",
                "CamelHttpMethod", "DELETE",
                "X-Secret", "from before"));

    assertThat(reply.status()).isEqualTo(200);
    var sent = sandbox.requests().get(sandbox.requests().size() - 1);
    assertThat(sent.method() + " " + sent.path()).isEqualTo("GET /v1/models");
    assertThat(sent.headers()).doesNotContainKey("x-secret");
  }

  @Test
  void aRedirectIsNotFollowed() {
    sandbox.failNext("GET", "/v1/models", 302, "", Map.of("Location", "http://example.invalid/"));

    assertThat(call(models(), Map.of()).status()).isEqualTo(302);
  }

  @Test
  void aReplyOfFiftyMegabytesIsCutShort() {
    sandbox.failNext("GET", "/v1/models", 200, "<html>" + "x".repeat(50 << 20), Map.of());

    assertThatThrownBy(() -> call(models(), Map.of()))
        .isInstanceOf(CamelExecutionException.class)
        .hasRootCauseMessage("the reply is longer than 8 MiB");
  }

  @ParameterizedTest
  @EnumSource(names = {"DRIPPING", "ENDLESS_EVENTS"})
  void aReplyWithoutAnEndIsHungUpOn(SpoiledReply spoiled) {
    sandbox.spoilNext("GET", "/v1/models", spoiled);

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> call(models(), Map.of()))
                .hasRootCauseInstanceOf(IOException.class));
  }

  @Test
  void aCallWithADeadlineIsOverSoonAfterIt() {
    sandbox.spoilNext("GET", "/v1/models", SpoiledReply.DRIPPING);
    RemoteCall inAHurry = models().until(Deadline.in(Duration.ofMillis(300)));

    assertTimeoutPreemptively(TIMEOUT, () -> assertThatThrownBy(() -> call(inAHurry, Map.of())));
    assertThat(call(models().until(Deadline.in(TIMEOUT)), Map.of()).status()).isEqualTo(200);
    assertThat(sandbox.requests()).noneMatch(sent -> sent.headers().containsKey(HEADER));
  }
}
