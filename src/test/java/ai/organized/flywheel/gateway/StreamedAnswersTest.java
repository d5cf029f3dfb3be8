package ai.organized.flywheel.gateway;

import static ai.organized.flywheel.gateway.SentBytes.STREAMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.telemetry.ServedAnswer;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Answers as events, as they come. */
class StreamedAnswersTest {
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":0}}}\n\n";

  private static String event(int number) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + number + "\"}}],\"usage\":null}\n\n";
  }

  private static ServedAnswer onlyRow(MountedGateway gateway) {
    await().until(() -> !gateway.rows().isEmpty());
    await().until(() -> gateway.path().underWay() == 0);
    assertThat(gateway.rows()).hasSize(1);
    return gateway.rows().get(0);
  }

  @Test
  void anOldCallerWhoKeepsItsConnectionSeesTheEndOfTheAnswer() throws IOException {
    try (RawUpstream upstream =
            new RawUpstream(
                (asked, out, in) -> {
                  RawUpstream.events(out);
                  RawUpstream.chunk(out, "data: [DONE]\n\n");
                  return RawUpstream.end(out);
                });
        MountedGateway gateway =
            new MountedGateway(new FixedServings().champion("acme", upstream.port()));
        SentBytes caller = new SentBytes(gateway.port())) {
      String request = SentBytes.post(STREAMED, "Connection: keep-alive");
      caller.send(request.replace("HTTP/1.1", "HTTP/1.0"));

      assertThat(caller.readToEnd()).contains("200 OK").endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void theFirstEventArrivesBeforeTheLastIsSent() throws IOException {
    CountDownLatch seen = new CountDownLatch(1);
    try (RawUpstream upstream =
            new RawUpstream(
                (asked, out, in) -> {
                  RawUpstream.events(out);
                  RawUpstream.chunk(out, event(1));
                  await().until(() -> seen.getCount() == 0);
                  RawUpstream.chunk(out, event(2) + USAGE);
                  RawUpstream.chunk(out, "data: [DONE]\n\n");
                  return RawUpstream.end(out);
                });
        MountedGateway gateway =
            new MountedGateway(new FixedServings().champion("acme", upstream.port()));
        SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(STREAMED));

      String head = caller.readUntil("\r\n\r\n").toLowerCase(java.util.Locale.ROOT);
      caller.readUntil(event(1));
      seen.countDown();
      String rest = caller.readUntil("0\r\n\r\n");

      assertThat(head)
          .startsWith("http/1.1 200")
          .contains("content-type: text/event-stream\r\n")
          .contains("cache-control: no-cache\r\n", "x-accel-buffering: no\r\n")
          .contains("x-model-version: v3\r\n", "x-arm: champion\r\n", "x-fallback-used: none\r\n")
          .contains("x-request-id: ");
      assertThat(rest).contains(event(2), USAGE, "data: [DONE]\n\n");
      ServedAnswer row = onlyRow(gateway);
      assertThat(head).contains(row.requestId());
      assertThat(row.status()).isEqualTo(200);
      assertThat(row.error()).isEmpty();
      assertThat(row.streamed()).isTrue();
      assertThat(row.promptTokens()).contains(11L);
      assertThat(row.completionTokens()).contains(7L);
      assertThat(row.firstTokenMs().orElseThrow()).isLessThanOrEqualTo(row.latencyMs());
      assertThat(row.texts()).isEmpty();
    }
  }

  @Test
  void aCallerWhoLeavesEndsTheCallToTheModel() throws IOException {
    CountDownLatch begun = new CountDownLatch(1);
    try (RawUpstream upstream =
            new RawUpstream(
                (asked, out, in) -> {
                  RawUpstream.events(out);
                  RawUpstream.chunk(out, event(1));
                  begun.countDown();
                  return in.read() >= 0; // until it is hung up
                });
        MountedGateway gateway =
            new MountedGateway(new FixedServings().champion("acme", upstream.port()))) {
      try (SentBytes caller = new SentBytes(gateway.port())) {
        caller.send(SentBytes.post(STREAMED)).readUntil(event(1));
      }

      ServedAnswer row = onlyRow(gateway);
      assertThat(row.status()).isEqualTo(499);
      assertThat(row.error()).contains("client_left");
      assertThat(row.latencyMs()).as("long before the idle time-out").isLessThan(15_000);
    }
  }

  @Test
  void aModelThatDiesInTheMiddleEndsTheStreamWithAnErrorThatIsWhole() throws Exception {
    try (RawUpstream upstream =
            new RawUpstream(
                (asked, out, in) -> {
                  RawUpstream.events(out);
                  RawUpstream.chunk(out, event(1));
                  RawUpstream.chunk(out, "data: {\"choices\":[{\"del");
                  return false;
                });
        MountedGateway gateway =
            new MountedGateway(new FixedServings().champion("acme", upstream.port()));
        SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(STREAMED)).readUntil("\r\n\r\n");

      String body = caller.readUntil("0\r\n\r\n");

      assertThat(body).contains(event(1)).doesNotContain("{\"del\r\n");
      assertThat(body).contains("data: {\"error\":{\"message\":", "data: [DONE]\n\n");
      assertThat(onlyRow(gateway).error()).isEqualTo(Optional.of("upstream_broke"));
    }
  }

  @Test
  void aSilenceInTheMiddleEndsItInTheSameWay() throws Exception {
    try (RawUpstream upstream =
            new RawUpstream(
                (asked, out, in) -> {
                  RawUpstream.events(out);
                  RawUpstream.chunk(out, event(1));
                  return in.read() >= 0;
                });
        MountedGateway gateway =
            new MountedGateway(
                new FixedServings().champion("acme", upstream.port()), MountedGateway.IMPATIENT);
        SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(STREAMED));

      assertThat(caller.readUntil("0\r\n\r\n"))
          .contains(event(1))
          .contains("\"code\":\"upstream_timeout\"", "data: [DONE]\n\n");
      assertThat(onlyRow(gateway).error()).contains("upstream_timeout");
    }
  }

  @Test
  void aStreamThatDiesBeforeItsFirstEventIsAnsweredByTheFallback() throws IOException {
    try (RawUpstream upstream =
            new RawUpstream(
                (asked, out, in) -> {
                  RawUpstream.events(out);
                  return false;
                });
        RawUpstream base =
            new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"b\":1}"));
        MountedGateway gateway =
            new MountedGateway(
                new FixedServings()
                    .champion("acme", upstream.port())
                    .fallsBack("acme", base.port()));
        SentBytes caller = new SentBytes(gateway.port())) {
      String answer = caller.send(SentBytes.post(STREAMED)).readAnswer();

      assertThat(answer).contains("HTTP/1.1 200", "x-fallback-used: rag_context", "{\"b\":1}");
      ServedAnswer row = onlyRow(gateway);
      assertThat(row.arm()).isEqualTo("fallback");
      assertThat(row.error()).contains("upstream_broke");
    }
  }
}
