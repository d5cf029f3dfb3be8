package ai.organized.flywheel.gateway;

import static ai.organized.flywheel.gateway.SentBytes.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.access.Role;
import ai.organized.flywheel.client.ClientId;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Embeddings, the list of models, and requests that are none of these. */
class OtherAddressesTest {
  private RawUpstream upstream;
  private MountedGateway gateway;

  @BeforeEach
  void start() {
    upstream = new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"e\":[1]}"));
    FixedServings servings =
        new FixedServings().champion("acme", upstream.port()).champion("bolt", upstream.port());
    gateway =
        new MountedGateway(
            servings,
            MountedGateway.LIMITS,
            (key, host) ->
                key == null
                    ? Caller.LOCAL
                    : new Caller("k", Role.CLIENT, Optional.of(new ClientId("acme"))));
  }

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
  }

  private String send(String request) throws IOException {
    try (SentBytes caller = new SentBytes(gateway.port())) {
      return caller.send(request).readAnswer();
    }
  }

  private static String embed(String body) {
    return SentBytes.post(body).replace("/v1/chat/completions", "/v1/embeddings");
  }

  @Test
  void embeddingsGoToTheClientsEmbedder() throws IOException {
    String answer = send(embed("{\"model\":\"small\",\"input\":[\"a\",\"é\"],\"dimensions\":8}"));

    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{\"e\":[1]}");
    assertThat(upstream.asked().get(0).text())
        .isEqualTo("{\"model\":\"small\",\"input\":[\"a\",\"é\"],\"dimensions\":8}");
    assertThat(upstream.asked().get(0).headers())
        .containsEntry(":request", "POST /v1/embeddings HTTP/1.1")
        .containsEntry("authorization", "Bearer place-key");
    assertThat(gateway.rows()).isEmpty();
  }

  @Test
  void whatIsNoModelOfEmbeddingsGetsTheUsualOne() throws IOException {
    send(embed("{\"metadata\":{\"client_id\":\"acme\"},\"input\":\"a\"}"));

    assertThat(upstream.asked().get(0).text())
        .isEqualTo("{\"model\":\"usual-embedder\",\"input\":\"a\"}");
  }

  @Test
  void anEmbedderThatFailsIsACleanError() throws IOException {
    upstream.then((asked, out, in) -> RawUpstream.json(out, "401 X", "{\"error\":\"sk-9\"}"));

    assertThat(send(embed("{\"input\":\"a\"}")))
        .startsWith("HTTP/1.1 503")
        .contains("\"code\":\"unavailable\"")
        .doesNotContain("sk-9");
    assertThat(send(embed("{\"input\":"))).contains("400", "invalid_json");
    assertThat(send(embed("{\"input\":1}").replace("acme", "nobody"))).contains("403");
  }

  @Test
  void anEmbedderThatIsNotThereIsTheCallersMistakeWhenTheCallerNamedIt() throws IOException {
    for (int i = 0; i < 2; i++) {
      upstream.then((asked, out, in) -> RawUpstream.json(out, "404 X", "{\"error\":\"org-7\"}"));
    }

    assertThat(send(embed("{\"model\":\"smal\",\"input\":\"a\"}")))
        .startsWith("HTTP/1.1 404")
        .contains("\"code\":\"model_not_found\"")
        .doesNotContain("org-7");
    assertThat(send(embed("{\"input\":\"a\"}"))).startsWith("HTTP/1.1 503");
  }

  @Test
  void theListHasARowForEachClientThatTheCallerMayAskFor() throws IOException {
    String all = send("GET /v1/models HTTP/1.1\r\nHost: h\r\n\r\n");
    String own = send("GET /v1/models HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer k\r\n\r\n");

    String acme =
        "{\"id\":\"acme\",\"object\":\"model\",\"created\":1700000000,\"owned_by\":\"flywheel\"}";
    assertThat(all).contains("{\"object\":\"list\",\"data\":[" + acme + ",").contains("bolt");
    assertThat(own).endsWith("{\"object\":\"list\",\"data\":[" + acme + "]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void anotherMethodIsRefusedWithTheOneThatIsMeant(String method) throws IOException {
    assertThat(send(method + " /v1/chat/completions HTTP/1.1\r\nHost: h\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("allow: POST", "\"code\":\"method_not_allowed\"", "x-request-id: ");
  }

  @Test
  void aHeadRequestGetsAHead() throws IOException {
    try (SentBytes caller = new SentBytes(gateway.port())) {
      caller.send("HEAD /v1/chat/completions HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(caller.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 405");
      assertThat(caller.send(SentBytes.post(GOOD)).readAnswer()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void jsonIsReadAsUtf8AndUncompressedOnly() throws IOException {
    String latin =
        SentBytes.post(GOOD).replace("application/json", "application/json; charset=ISO-8859-1");
    assertThat(send(latin)).contains("415", "unsupported_charset");
    assertThat(
            send(
                SentBytes.post(GOOD)
                    .replace("application/json", "application/json; Charset=\"UTF-8\"")))
        .contains("200 OK");
    assertThat(send(SentBytes.post(GOOD, "Content-Encoding: gzip")))
        .contains("415", "unsupported_encoding");
  }

  @Test
  void aNameGivenTwiceIsRefusedBeforeAnythingIsSent() throws IOException {
    assertThat(send(SentBytes.post("{\"model\":\"a\",\"model\":\"b\"," + GOOD.substring(1))))
        .contains("400 Bad Request", "\"code\":\"duplicate_field\"");
    assertThat(send(SentBytes.post(GOOD, "X-Client-Id: bolt")))
        .contains("400 Bad Request", "\"code\":\"duplicate_header\"");
    assertThat(upstream.asked()).isEmpty();
  }
}
