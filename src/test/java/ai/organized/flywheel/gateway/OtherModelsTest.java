package ai.organized.flywheel.gateway;

import static ai.organized.flywheel.gateway.SentBytes.GOOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.serve.Arm;
import ai.organized.flywheel.serve.FallbackKind;
import ai.organized.flywheel.serve.ModelPlace;
import ai.organized.flywheel.serve.ServedModel;
import ai.organized.flywheel.serve.Serving;
import ai.organized.flywheel.serve.Serving.Challenge;
import ai.organized.flywheel.telemetry.ServedAnswer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the client's own model cannot answer, and when another one is tried beside it. */
class OtherModelsTest {
  private RawUpstream upstream;
  private RawUpstream base;
  private FixedServings servings;
  private MountedGateway gateway;

  @BeforeEach
  void start() {
    upstream = new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"own\":1}"));
    base = new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"base\":1}"));
    servings = new FixedServings().champion("acme", upstream.port()).fallsBack("acme", base.port());
    gateway = new MountedGateway(servings);
  }

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
    base.close();
  }

  private String ask(String... headers) throws IOException {
    try (SentBytes caller = new SentBytes(gateway.port())) {
      return caller.send(SentBytes.post(GOOD, headers)).readAnswer();
    }
  }

  private List<ServedAnswer> rows(int number) {
    await().until(() -> gateway.rows().size() >= number);
    assertThat(gateway.rows()).hasSize(number);
    return gateway.rows();
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "502", "503", "404", "401", "403", "408", "302"})
  void aStatusThatIsNotTheCallersFaultGoesToTheFallbackAndIsNotShown(String status)
      throws IOException {
    upstream.then(
        (asked, out, in) ->
            RawUpstream.json(out, status + " X", "{\"error\":\"bad key sk-9\"}", "Location: /x"));

    String answer = ask();

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("x-fallback-used: rag_context", "x-arm: fallback", "x-model-version: none")
        .endsWith("{\"base\":1}")
        .doesNotContain("sk-9");
    assertThat(base.asked().get(0).text())
        .startsWith("{\"model\":\"base\",")
        .contains("The account state and what helped before.");
    assertThat(servings.fellBack().get(0).question()).isEqualTo("Why?");
    assertThat(servings.fellBack().get(0).because()).isEqualTo("upstream_status");
    ServedAnswer row = rows(1).get(0);
    assertThat(row.fallback()).contains("rag_context");
    assertThat(row.status()).isEqualTo(200);
    assertThat(row.error()).contains("upstream_status");
    assertThat(row.version()).isEmpty();
    assertThat(row.forVersion()).as("whose fault it is").contains(3);
  }

  @Test
  void aPageOfAProxyIsNoAnswer() throws IOException {
    byte[] page = new byte[50 << 20];
    Arrays.fill(page, (byte) '<');
    upstream.then(
        (asked, out, in) -> {
          out.write(
              RawUpstream.bytes(
                  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                      + page.length
                      + "\r\n\r\n"));
          out.write(page);
          return true;
        });

    assertThat(ask()).contains("x-arm: fallback").endsWith("{\"base\":1}");
    assertThat(rows(1).get(0).error()).contains("upstream_content");
  }

  @Test
  void aRefusalThatNeverEndsIsAsGoodAsNone() throws IOException {
    gateway.close();
    gateway = new MountedGateway(servings, MountedGateway.IMPATIENT);
    upstream.then(
        (asked, out, in) -> {
          out.write(
              RawUpstream.bytes(
                  "HTTP/1.1 429 X\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 90\r\n\r\n{\"error\""));
          return in.read() >= 0;
        });

    assertThat(ask()).contains("x-arm: fallback").endsWith("{\"base\":1}");
    assertThat(rows(1).get(0).error()).contains("upstream_timeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"400", "413", "422"})
  void aStatusThatIsTheCallersFaultIsShown(String status) throws IOException {
    upstream.then((asked, out, in) -> RawUpstream.json(out, status + " X", "{\"error\":\"so\"}"));

    assertThat(ask()).startsWith("HTTP/1.1 " + status).endsWith("{\"error\":\"so\"}");
    assertThat(servings.fellBack()).isEmpty();
  }

  @Test
  void aModelThatIsAskedTooOftenIsToldInOurWords() throws IOException {
    upstream.then(
        (asked, out, in) ->
            RawUpstream.json(
                out, "429 X", "{\"error\":{\"message\":\"org-7 is slow\"}}", "Retry-After: 7"));

    assertThat(ask())
        .startsWith("HTTP/1.1 429")
        .contains("retry-after: 7", "\"code\":\"rate_limit_exceeded\"")
        .doesNotContain("org-7");
    assertThat(servings.fellBack()).isEmpty();
    assertThat(rows(1).get(0).error()).contains("rate_limit_exceeded");
  }

  @Test
  void anEmptyAccountIsNotTheCallersFault() throws IOException {
    upstream.then(
        (asked, out, in) ->
            RawUpstream.json(out, "429 X", "{\"error\":{\"code\":\"insufficient_quota\"}}"));

    assertThat(ask()).endsWith("{\"base\":1}");
    assertThat(rows(1).get(0).error()).contains("upstream_status");
  }

  @Test
  void whoWasDrawnForATrialThatFailsIsAnsweredByTheChampion() throws IOException {
    try (RawUpstream other =
        new RawUpstream((asked, out, in) -> RawUpstream.json(out, "500 X", "{}"))) {
      tries(FixedServings.model("acme", 4, Arm.CHALLENGER, other.port()), 100, false);

      assertThat(ask("x-conversation-id: c"))
          .contains("x-arm: champion", "x-model-version: v3")
          .endsWith("{\"own\":1}");
      assertThat(other.asked()).hasSize(1);
      assertThat(servings.fellBack()).isEmpty();
      assertThat(rows(1).get(0).error()).contains("upstream_status");
    }
  }

  private void tries(ServedModel challenger, double percent, boolean shadow) {
    servings.serves(
        new Serving(
            new ClientId("acme"),
            Optional.of(FixedServings.model("acme", 3, Arm.CHAMPION, upstream.port())),
            Optional.of(new Challenge(challenger, "s", percent, shadow)),
            FallbackKind.ERROR,
            false));
  }

  @Test
  void aCopyThatCannotBeSentTouchesNothing() throws IOException {
    ServedModel good = FixedServings.model("acme", 4, Arm.SHADOW, base.port());
    URI nowhere = URI.create("/nowhere");
    tries(
        new ServedModel(
            good.client(),
            good.version(),
            good.track(),
            good.arm(),
            good.fallback(),
            good.provider(),
            new ModelPlace(nowhere, nowhere, "", ""),
            good.modelId(),
            good.systemPrompt()),
        0,
        true);

    assertThat(ask()).endsWith("{\"own\":1}");
    rows(1);
  }

  @Test
  void aLongQuestionIsNotCopied() throws IOException {
    tries(FixedServings.model("acme", 4, Arm.SHADOW, base.port()), 0, true);
    try (SentBytes caller = new SentBytes(gateway.port())) {
      String large = GOOD.replace("Why?", "x".repeat(300 << 10));
      assertThat(caller.send(SentBytes.post(large)).readAnswer()).endsWith("{\"own\":1}");
      assertThat(caller.send(SentBytes.post(GOOD)).readAnswer()).endsWith("{\"own\":1}");
    }

    rows(3);
    assertThat(base.asked()).hasSize(1);
  }

  @Test
  void whatWasSaidOfAModelThatBrokeIsNotSaidOfTheError() throws IOException {
    RawUpstream.Answering breaks =
        (asked, out, in) -> {
          out.write(RawUpstream.bytes("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"));
          return false;
        };
    upstream.then(breaks);
    base.then(breaks);

    assertThat(ask())
        .startsWith("HTTP/1.1 503")
        .doesNotContain("x-arm", "x-model-version", "x-fallback-used");
  }

  @Test
  void nobodyListeningGoesToTheFallback() throws IOException {
    int nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = free.getLocalPort();
    }
    servings.champion("acme", nobody);

    assertThat(ask()).endsWith("{\"base\":1}");
    assertThat(rows(1).get(0).error()).contains("upstream_unreachable");
  }

  @Test
  void aModelThatDoesNotBeginInTimeIsHungUpAndTheFallbackAnswers() throws IOException {
    CountDownLatch hungUp = new CountDownLatch(1);
    upstream.then(
        (asked, out, in) -> {
          if (in.read() < 0) {
            hungUp.countDown();
          }
          return false;
        });

    gateway.close();
    gateway = new MountedGateway(servings, MountedGateway.IMPATIENT);

    assertThat(ask()).endsWith("{\"base\":1}");
    await().until(() -> hungUp.getCount() == 0);
    assertThat(rows(1).get(0).error()).contains("upstream_timeout");
  }

  @Test
  void aSlowLookupAfterAFailureIsNotTakenForASecondFailure() throws IOException {
    gateway.close();
    gateway = new MountedGateway(servings, MountedGateway.IMPATIENT);
    upstream.then((asked, out, in) -> RawUpstream.json(out, "500 X", "{}"));
    CountDownLatch go = new CountDownLatch(1);
    servings.fallsBackAfter(go);

    try (SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(GOOD));
      await().until(() -> servings.fellBack().size() == 1);
      long begun = System.nanoTime();
      await().until(() -> System.nanoTime() - begun > 1_000_000_000L); // twice the patience
      go.countDown();

      assertThat(caller.readAnswer()).endsWith("{\"base\":1}");
    }
    assertThat(servings.fellBack()).hasSize(1);
    assertThat(base.asked()).hasSize(1);
    assertThat(rows(1).get(0).error()).contains("upstream_status");
  }

  @Test
  void whenTheFallbackFailsTooTheCallerReadsACleanError() throws IOException {
    upstream.then((asked, out, in) -> RawUpstream.json(out, "500 X", "{}"));
    base.then((asked, out, in) -> RawUpstream.json(out, "500 X", "{}"));

    assertThat(ask())
        .startsWith("HTTP/1.1 503")
        .contains("retry-after: 5", "\"code\":\"unavailable\"", "\"type\":\"api_error\"");
    assertThat(rows(1).get(0).status()).isEqualTo(503);
    assertThat(gateway.rows().get(0).error()).contains("upstream_status");
  }

  @Test
  void aModelThatFailsAgainAndAgainIsLeftAloneForAWhile() throws IOException {
    for (int i = 0; i < 5; i++) {
      upstream.then((asked, out, in) -> RawUpstream.json(out, "500 X", "{}"));
    }
    for (int i = 0; i < 8; i++) {
      assertThat(ask()).endsWith("{\"base\":1}");
    }

    assertThat(upstream.asked()).hasSize(5);
    assertThat(rows(8).get(7).error()).contains("breaker_open");
  }

  @Test
  void withoutAModelOfItsOwnTheClientIsAnsweredByTheFallback() throws IOException {
    servings.serves(
        new Serving(
            new ClientId("acme"),
            Optional.empty(),
            Optional.empty(),
            FallbackKind.RAG_CONTEXT,
            false));

    assertThat(ask()).endsWith("{\"base\":1}");
    assertThat(servings.fellBack().get(0).because()).isEqualTo("no_model");
  }

  @Test
  void aShadowGetsACopyAndItsFailureTouchesNothing() throws IOException {
    try (RawUpstream other =
        new RawUpstream((asked, out, in) -> RawUpstream.json(out, "500 X", "{}"))) {
      servings.serves(
          new Serving(
              new ClientId("acme"),
              Optional.of(FixedServings.model("acme", 3, Arm.CHAMPION, upstream.port())),
              Optional.of(
                  new Challenge(
                      FixedServings.model("acme", 4, Arm.SHADOW, other.port()), "s", 0, true)),
              FallbackKind.ERROR,
              false));
      other.then((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"new\":1}"));

      for (int i = 0; i < 4; i++) {
        assertThat(ask()).contains("x-arm: champion").endsWith("{\"own\":1}");
      }

      List<ServedAnswer> shadows =
          rows(8).stream().filter(row -> row.arm().equals("shadow")).toList();
      assertThat(shadows).hasSize(4).allMatch(row -> row.version().equals(Optional.of(4)));
      assertThat(shadows.stream().filter(row -> row.status() == 200)).hasSize(1);
      assertThat(shadows.stream().filter(row -> row.status() == 500)).hasSize(3);
      assertThat(other.asked().get(0).text()).contains("\"ft:acme:4\"", "Why?");
    }
  }

  @Test
  void aChallengerAnswersItsShareOfTheConversationsAndAlwaysTheSame() throws IOException {
    try (RawUpstream other =
        new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"new\":1}"))) {
      servings.serves(
          new Serving(
              new ClientId("acme"),
              Optional.of(FixedServings.model("acme", 3, Arm.CHAMPION, upstream.port())),
              Optional.of(
                  new Challenge(
                      FixedServings.model("acme", 4, Arm.CHALLENGER, other.port()),
                      "s",
                      50,
                      false)),
              FallbackKind.ERROR,
              false));
      for (int i = 0; i < 40; i++) {
        String first = ask("x-conversation-id: c" + i);
        assertThat(ask("x-conversation-id: c" + i)).endsWith(first.substring(first.length() - 9));
      }
      assertThat(other.asked()).hasSizeBetween(16, 64);
      assertThat(upstream.asked()).hasSize(80 - other.asked().size());
    }
  }
}
