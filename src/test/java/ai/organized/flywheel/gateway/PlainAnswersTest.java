package ai.organized.flywheel.gateway;

import static ai.organized.flywheel.gateway.SentBytes.GOOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.telemetry.ServedAnswer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that come whole. */
class PlainAnswersTest {
  private static final String ANSWER =
      "{\"choices\":[{\"message\":{\"content\":\"Because. \\\"usage\\\":{\\\"prompt_tokens\\\":9\"}}],"
          + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}";

  private RawUpstream upstream;
  private RawUpstream base;
  private FixedServings servings;
  private MountedGateway gateway;

  @BeforeEach
  void start() {
    upstream = new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", ANSWER));
    base = new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"base\":1}"));
    servings = new FixedServings().champion("acme", upstream.port());
    gateway = new MountedGateway(servings);
  }

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
    base.close();
  }

  private String ask(String body, String... headers) throws IOException {
    try (SentBytes caller = new SentBytes(gateway.port())) {
      return caller.send(SentBytes.post(body, headers)).readAnswer();
    }
  }

  private ServedAnswer row(int number) {
    await().until(() -> gateway.rows().size() >= number);
    assertThat(gateway.rows()).hasSize(number);
    return gateway.rows().get(number - 1);
  }

  @Test
  void theAnswerPassesAsItIsAndTheQuestionIsTheModelsOwn() throws IOException {
    String answer = ask(GOOD, "traceparent: 00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01");

    assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n" + ANSWER);
    RawUpstream.Asked asked = upstream.asked().get(0);
    assertThat(asked.text())
        .isEqualTo(
            "{\"model\":\"ft:acme:3\",\"messages\":[{\"role\":\"system\",\"content\":\"You answer for"
                + " acme.\"},{\"role\":\"user\",\"content\":\"Why?\"}]}");
    assertThat(asked.headers())
        .containsEntry("authorization", "Bearer place-key")
        .containsEntry("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01");
    ServedAnswer row = row(1);
    assertThat(row.promptTokens()).contains(11L);
    assertThat(row.completionTokens()).contains(7L);
    assertThat(row.answerBytes()).contains((long) ANSWER.length());
    assertThat(row.version()).contains(3);
    assertThat(row.arm()).isEqualTo("champion");
    assertThat(row.conversation().orElseThrow()).matches("[0-9a-f]{16}");
  }

  @Test
  void nothingThatTheCallerSendsSteersTheCallToTheModel() throws IOException {
    ask(
        GOOD,
        "Authorization: Bearer callers",
        "OpenAI-Organization: other",
        "Cookie: a=b",
        "X-Forwarded-For: 10.0.0.1",
        "traceparent: 00-bad",
        "Connection: keep-alive, x-hop",
        "x-hop: 1",
        "TE: trailers",
        "Accept-Encoding: gzip");

    assertThat(upstream.asked().get(0).headers().keySet())
        .containsExactlyInAnyOrder(
            ":request", "accept", "authorization", "content-length", "content-type", "host");
    assertThat(upstream.asked().get(0).headers())
        .containsEntry("authorization", "Bearer place-key")
        .containsEntry("accept", "application/json");
  }

  @Test
  void ofTheModelsHeadersOnlyWhatConcernsTheCallerPasses() throws IOException {
    upstream.then(
        (asked, out, in) ->
            RawUpstream.json(
                out,
                "400 Bad Request",
                "{\"error\":1}",
                "Retry-After: 7",
                "Set-Cookie: a=b",
                "x-request-id: theirs",
                "openai-organization: ours",
                "Cache-Control: no-store"));

    String answer = ask(GOOD);

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("retry-after: 7", "cache-control: no-store", "{\"error\":1}")
        .doesNotContain("Set-Cookie", "set-cookie", "theirs", "openai-organization");
    assertThat(row(1).status()).isEqualTo(400);
  }

  @Test
  void connectionsAreKeptOnBothSides() throws IOException {
    try (SentBytes caller = new SentBytes(gateway.port())) {
      for (int i = 0; i < 5; i++) {
        assertThat(caller.send(SentBytes.post(GOOD)).readAnswer()).contains("200 OK");
      }
    }
    assertThat(upstream.connections()).isEqualTo(1);
  }

  @Test
  void aQuestionInPiecesAndWithoutLengthIsTakenTogether() throws IOException {
    try (SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\nx-client-id: acme\r\n"
              .concat("Transfer-Encoding: chunked\r\n\r\n"));
      for (int at = 0; at < GOOD.length(); at += 10) {
        String piece = GOOD.substring(at, Math.min(GOOD.length(), at + 10));
        caller.send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
      }
      assertThat(caller.send("0\r\n\r\n").readAnswer()).contains("200 OK", ANSWER);
    }
    assertThat(upstream.asked().get(0).text()).contains("Why?");
  }

  @Test
  void aCallerOfTheOldProtocolIsAnsweredToo() throws IOException {
    upstream.then(
        (asked, out, in) -> {
          RawUpstream.events(out);
          RawUpstream.chunk(out, "data: [DONE]\n\n");
          return RawUpstream.end(out);
        });
    try (SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(GOOD).replace("HTTP/1.1", "HTTP/1.0"));

      assertThat(caller.readToEnd())
          .startsWith("HTTP/1.0 200 OK")
          .doesNotContain("transfer-encoding")
          .endsWith("\r\n\r\ndata: [DONE]\n\n");
    }
  }

  @Test
  void ofAnAnswerThatBreaksInTheMiddleNothingIsPassedOn() throws IOException {
    upstream.then(
        (asked, out, in) -> {
          out.write(
              RawUpstream.bytes(
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                      .concat("Transfer-Encoding: chunked\r\n\r\n")));
          RawUpstream.chunk(out, "{\"choices\":[");
          return false;
        });
    try (SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(GOOD));

      assertThat(caller.readAnswer())
          .startsWith("HTTP/1.1 503 ")
          .contains("no_fallback")
          .doesNotContain("choices");
    }
    assertThat(servings.fellBack().get(0).because()).isEqualTo("upstream_broke");
    assertThat(row(1).error()).contains("no_fallback");
  }

  @Test
  void aHalfAnswerThatEndsWithItsConnectionIsNotPassedOnEither() throws IOException {
    upstream.then(
        (asked, out, in) -> {
          out.write(
              RawUpstream.bytes(
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                      + "Connection: close\r\n\r\n{\"choices\":["));
          out.flush();
          return false;
        });
    try (SentBytes caller = new SentBytes(gateway.port())) {
      caller.send(SentBytes.post(GOOD));

      assertThat(caller.readAnswer()).startsWith("HTTP/1.1 503 ").doesNotContain("choices");
    }
    assertThat(servings.fellBack().get(0).because()).isEqualTo("upstream_broke");
    assertThat(row(1).error()).contains("no_fallback");
  }
}
