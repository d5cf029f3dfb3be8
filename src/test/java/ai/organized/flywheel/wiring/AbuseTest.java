package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.access.ChangeKeys;
import ai.organized.flywheel.access.KeyFile;
import ai.organized.flywheel.access.Role;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import ai.organized.flywheel.wiring.RawRequest.Reply;
import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real application with keys of two clients. Whoever holds the key of hre tries to reach zeta,
 * or to break something: zeta's model is never called nor zeta named, the status is one that fits,
 * the server answers the next request, and no key stands in a log.
 */
class AbuseTest {
  private static final String CHAT = "/v1/chat/completions";

  @TempDir static Path data;
  private static AllLogs logs;
  private static RunningLoop loop;
  private static String hreKey;
  private static String zetaKey;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    logs = AllLogs.from(Level.INFO);
    loop = RunningLoop.start(data, Map.of());
    port = loop.settings().server().port();
    loop.dropSamples("hre");
    WholeFile.write(
        loop.settings().places().clients().resolve("zeta/config.json"),
        "{\"client_id\":\"zeta\",\"display_name\":\"Zeta\",\"aliases\":[\"ZETA\",\"zeta-brand\"],"
            + "\"track_preference\":\"a\",\"data_egress_allowed\":true}");
    WholeFile.write(
        loop.settings().places().experimentInbox().resolve("zeta.json"), experimentsOfZeta());
    await().atMost(Duration.ofMinutes(3)).until(() -> isActive("hre") && isActive("zeta"));
    hreKey = key("hre-bot", "hre");
    zetaKey = key("zeta-bot", "zeta");
    await().until(() -> chat("").status() == 401);
  }

  private static boolean isActive(String client) {
    return loop.versions(client).stream().anyMatch(v -> v.state() == ModelState.ACTIVE);
  }

  private static String experimentsOfZeta() throws IOException {
    JsonNode all =
        Json.parse(Files.readString(RunningLoop.SAMPLES.resolve("hre/experiments.json")));
    for (JsonNode experiment : all) {
      ((ObjectNode) experiment).put("client_id", "zeta").remove("id");
    }
    return Json.text(all);
  }

  private static String key(String name, String client) {
    try (Database database = Database.open(loop.settings().places().store())) {
      Clock clock = Clock.systemUTC();
      return new ChangeKeys(
              new KeyFile(loop.settings().server().keysFile()),
              database.jdbi(),
              new AuditLog(database.jdbi(), clock),
              clock)
          .add("a test", name, Role.CLIENT, Optional.of(new ClientId(client)), OptionalInt.empty());
    }
  }

  @AfterAll
  static void stop() {
    loop.close();
    logs.close();
    for (String level : List.of("ERROR", "WARN", "INFO")) {
      assertThat(logs.lines(level))
          .noneMatch(line -> line.contains(hreKey.substring(3)))
          .noneMatch(line -> line.contains(zetaKey.substring(3)));
    }
    // Vert.x itself says so of a path that it cannot read, and answers 400.
    assertThat(logs.lines("ERROR")).allMatch("Unhandled exception in router"::equals);
  }

  @AfterEach
  void theServerAnswersTheNextRequest() throws IOException {
    Reply next = chat("x-client-id: hre\r\n" + bearer(hreKey));
    assertThat(next.status()).as(next.text()).isEqualTo(200);
    assertThat(lastModelCalled()).contains("hre-v");
  }

  private static String bearer(String key) {
    return "Authorization: Bearer " + key + "\r\n";
  }

  private static Reply chat(String headers) throws IOException {
    return post(CHAT, headers, QUESTION).send(port, common());
  }

  private static String common() {
    return "Host: 127.0.0.1:" + port + "\r\nConnection: close\r\n";
  }

  private static final String QUESTION =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"PMAX shows $0 value\"}]}";

  private static RawRequest post(String path, String headers, String body) {
    return new RawRequest(
        "POST " + path + " HTTP/1.1",
        headers + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n",
        body);
  }

  private static List<String> modelsCalled() {
    List<String> models = new ArrayList<>();
    for (RecordedRequest request : loop.sandbox().requests()) {
      if (request.path().equals(CHAT)) {
        models.add(
            Json.parse(new String(request.body(), StandardCharsets.UTF_8)).path("model").asText());
      }
    }
    return models;
  }

  private static String lastModelCalled() {
    List<String> models = modelsCalled();
    return models.get(models.size() - 1);
  }

  private static long callsOfZeta() {
    return modelsCalled().stream().filter(model -> model.contains("zeta")).count();
  }

  /**
   * @param fits statuses that fit; 0: hung up without a word
   */
  private record Case(String name, RawRequest request, boolean withKey, Set<Integer> fits) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, RawRequest request, Integer... fits) {
    return new Case(name, request, true, Set.of(fits));
  }

  private static Case stranger(String name, String headers) {
    return new Case(name, post(CHAT, headers, QUESTION), false, Set.of(401));
  }

  private static Case header(String header, Integer... fits) {
    return of("header " + shown(header), post(CHAT, header + "\r\n", QUESTION), fits);
  }

  private static Case body(String name, String body, Integer... fits) {
    return of("body " + name, post(CHAT, "", body), fits);
  }

  private static Case field(String field, Integer... fits) {
    return body(shown(field), QUESTION.replace("\"model\":\"m\"", field), fits);
  }

  private static Case path(String path, Integer... fits) {
    return of("path " + shown(path), post(path, "", QUESTION), fits);
  }

  private static Case method(String method, Integer... fits) {
    RawRequest request = new RawRequest(method + " " + CHAT + " HTTP/1.1", "", "");
    return of("method " + method, request, fits);
  }

  private static Case head(String name, String headers, String body, Integer... fits) {
    return of(name, new RawRequest("POST " + CHAT + " HTTP/1.1", headers, body), fits);
  }

  private static String shown(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() > 60 ? printable.substring(0, 60) + "…" : printable;
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static Stream<Case> anotherClient() {
    String smuggled =
        "POST " + CHAT + " HTTP/1.1\r\nHost: x\r\nx-client-id: zeta\r\nContent-Length: 0\r\n\r\n";
    return Stream.of(
        header("x-client-id: zeta", 403),
        header("X-CLIENT-ID: ZETA", 403),
        header("x-client-id: zeta-brand", 403),
        header("x-client-id: Zeta-Brand ", 403),
        header("x-client-id: nobody", 403),
        header("x-client-id: zeta, hre", 403),
        header("x-client-id: hre,zeta", 403),
        header("x-client-id: hre/../zeta", 403),
        header("x-client-id: " + utf8("ｚｅｔａ"), 403),
        header("x-client-id: " + utf8("zеta"), 403),
        header("x-client-id: %7aeta", 403),
        header("x-client-id: hre\r\nx-client-id: zeta", 400),
        header("x-client-id: hre\r\nX-Client-Id: zeta", 400),
        header("x-client-id: hre\nx-client-id: zeta", 400),
        header("x-client-id: hre\rx-client-id: zeta", 400, 403),
        header("x-client-id: hre\r\n zeta", 400, 403),
        header("x-client-id: zeta\0", 400, 403),
        header("x-client-id : zeta", 400),
        header("x_client_id: zeta", 200),
        header("cookie: x-client-id=zeta", 200),
        header("x-conversation-id: zeta", 200),
        header("x-forwarded-host: zeta\r\nx-forwarded-for: 127.0.0.1", 200),
        header("x-http-method-override: DELETE", 200),
        header("CamelHttpUri: http://zeta\r\nCamelHttpPath: /zeta", 200),
        header("flywheel-client: zeta", 200),
        field("\"model\":\"client-zeta\"", 403),
        field("\"model\":\"zeta-client:v1\"", 403),
        field("\"model\":\"ZETA-client\"", 403),
        field("\"model\":\"zeta\"", 200, 403),
        field("\"model\":\"ft:gpt-4o-mini-2024-07-18:flywheel:zeta-v1:abc\"", 200, 403),
        field("\"model\":{\"id\":\"zeta\"}", 200, 400, 403),
        field("\"model\":\"hre\",\"model\":\"client-zeta\"", 400),
        field("\"Model\":\"client-zeta\"", 400),
        field("\"MODEL\":\"zeta-client:v1\"", 400),
        field("\"model\":\"hre\",\"Model\":\"client-zeta\"", 400),
        field("\"Messages\":[{\"role\":\"system\",\"content\":\"x\"}]", 400),
        field("\"model\":\"zeta-CLIENT:v1\"", 403),
        field("\"model\":\"CLIENT-zeta\"", 403),
        of(
            "embeddings of another by the model",
            post("/v1/embeddings", "", "{\"model\":\"client-zeta\",\"input\":\"a\"}"),
            403),
        of(
            "embeddings of another by the model in another case",
            post("/v1/embeddings", "", "{\"Model\":\"zeta-client:v1\",\"input\":\"a\"}"),
            400),
        of(
            "the list of models with another's header",
            new RawRequest("GET /v1/models HTTP/1.1", "", ""),
            200),
        field("\"mod\\u0065l\":\"client-zeta\"", 403),
        field("\"metadata\":{\"client_id\":\"zeta\"}", 403),
        field("\"metadata\":{\"client_id\":\"" + utf8("ze\u200bta") + "\"}", 403),
        field("\"metadata\":{\"client_id\":[\"zeta\"]}", 200, 400, 403),
        field("\"metadata\":{\"client_id\":\"hre\",\"client_id\":\"zeta\"}", 400),
        field("\"metadata\":{\"client_id\":\"hre\"},\"metadata\":{\"client_id\":\"zeta\"}", 400),
        field("\"user\":\"zeta\",\"prompt_cache_key\":\"zeta\"", 200),
        field("\"client\":\"zeta\",\"x-client-id\":\"zeta\"", 200, 400),
        of(
            "header hre, model of zeta",
            post(CHAT, "x-client-id: hre\r\n", QUESTION.replace("\"m\"", "\"client-zeta\"")),
            403),
        path(CHAT + "?client=zeta&x-client-id=zeta&model=client-zeta", 200),
        path("/v1/zeta/chat/completions", 404),
        path("/clients/zeta/model_registry.json", 404),
        path("/v1/chat/completions;client=zeta", 200, 404),
        of(
            "smuggled behind both lengths",
            new RawRequest(
                "POST " + CHAT + " HTTP/1.1",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "0\r\n\r\n" + smuggled),
            400),
        of(
            "smuggled behind a shorter length",
            new RawRequest("POST " + CHAT + " HTTP/1.1", "Content-Length: 2\r\n", "{}" + smuggled),
            400),
        of(
            "experiments for another by the query",
            post("/v1/experiments?client=zeta", "", "[]"),
            403),
        of(
            "experiments for two by the query",
            post("/v1/experiments?client=hre&client=zeta", "", "[]"),
            400,
            403),
        of(
            "experiments for another by a header",
            post("/v1/experiments", "client: zeta\r\n", "[]"),
            403),
        of(
            "experiments for another with Camel's header",
            post(
                "/v1/experiments?CamelVertxPlatformHttpAuthenticatedUser=x",
                "CamelVertxPlatformHttpAuthenticatedUser: x\r\n",
                "[]"),
            200,
            422),
        of(
            "feedback on no answer of ours",
            post("/v1/feedback", "", "{\"request_id\":\"zeta\",\"score\":1}"),
            403,
            404));
  }

  static Stream<Case> brokenRequests() {
    return Stream.of(
        head("no length, no body", "", "", 400, 411),
        head("two lengths", "Content-Length: 2\r\nContent-Length: 3\r\n", "{}x", 400),
        head("a negative length", "Content-Length: -1\r\n", "{}", 400, 0),
        head("a length that is none", "Content-Length: ten\r\n", "{}", 400, 0),
        head(
            "a length above all bounds",
            "Content-Length: 99999999999999999999\r\n",
            "",
            400,
            413,
            0),
        head("21 MB announced", "Content-Length: 22020096\r\n", "{}", 413),
        head("an unknown transfer encoding", "Transfer-Encoding: rot13\r\n", "{}", 400, 501),
        head("a chunk without a size", "Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n", 400, 0),
        head("a chunk of minus one", "Transfer-Encoding: chunked\r\n", "-1\r\n{}\r\n", 400, 0),
        head("a compressed body", "Content-Encoding: gzip\r\nContent-Length: 2\r\n", "{}", 415),
        head("a huge header", "x-a: " + "a".repeat(1 << 20) + "\r\n", "", 400, 431, 0),
        head("a thousand headers", "x-a: a\r\n".repeat(5_000), "", 400, 431, 0),
        head("no end of headers", "x-a" + "\r\n", "", 400, 411),
        path(CHAT + "?" + "a".repeat(10_000), 414, 400, 431),
        path("/v1/../v1/chat/completions", 200, 400, 404),
        path("/v1/%2e%2e/%2e%2e/etc/passwd", 400, 404),
        path("/..%2f..%2f..%2fetc%2fpasswd", 400, 404),
        path("/openapi.yaml/../../pom.xml", 400, 404),
        path("//v1//chat//completions", 200, 400, 404),
        path("/v1/chat/completions/", 200, 404),
        path("/v1/chat/completions%00", 200, 400, 404),
        path("/v1/chat/completions%0d%0ax-client-id:%20zeta", 400, 404),
        path("/V1/CHAT/COMPLETIONS", 404),
        path("/%zz", 400, 404),
        path("*", 400, 404),
        path("http://evil.example/v1/chat/completions", 200, 400, 404),
        path("/health", 404),
        path("/metrics", 404),
        path("/observe/health", 404),
        method("GET", 404, 405),
        method("PUT", 404, 405),
        method("DELETE", 404, 405),
        method("TRACE", 404, 405, 501),
        method("CONNECT", 400, 404, 405, 501),
        method("OPTIONS", 404, 405),
        method("BREW", 400, 404, 405, 501),
        body("nothing", "", 400),
        body("half", "{\"messages\":", 400),
        body("a list", "[]", 400),
        body("a text", "\"zeta\"", 400),
        body("a number", "1", 400),
        body("null", "null", 400),
        body("NUL bytes", "\0\0\0\0", 400),
        body("two documents", "{}{}", 400),
        body("bytes that are no UTF-8", "{\"messages\":[\"\u00ff\u00fe\"]}", 400),
        body("UTF-16", utf16(QUESTION), 400),
        body("100,000 brackets", "[".repeat(100_000), 400),
        body("100,000 braces", "{\"a\":".repeat(100_000), 400),
        field("\"a\":" + "[".repeat(5_000) + "]".repeat(5_000), 400),
        field("\"temperature\":1e999999999", 200, 400),
        field("\"" + "k".repeat(100_000) + "\":1", 200, 400),
        body("messages twice", QUESTION.replace("{\"model\"", "{\"messages\":[],\"model\""), 400),
        body("no messages", "{}", 400),
        body("messages that are no list", "{\"messages\":{\"a\":1}}", 400),
        of(
            "HTTP/1.0",
            new RawRequest(
                "POST " + CHAT + " HTTP/1.0",
                "Content-Length: " + QUESTION.length() + "\r\n",
                QUESTION),
            200),
        of("HTTP/9.9", new RawRequest("POST " + CHAT + " HTTP/9.9", "", ""), 400, 501, 505, 0),
        of("no version", new RawRequest("GET /", "", ""), 400, 0),
        head("expects 100", "Expect: 100-continue\r\nContent-Length: 2\r\n", "{}", 100, 400),
        head("expects a wonder", "Expect: wonder\r\nContent-Length: 2\r\n", "{}", 400, 417),
        head("a web socket", "Upgrade: websocket\r\nContent-Length: 2\r\n", "{}", 400, 404));
  }

  private static String utf16(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
  }

  static Stream<Case> strangers() {
    return Stream.of(
        stranger("no key", ""),
        stranger("an empty key", "Authorization: \r\n"),
        stranger("no key behind Bearer", "Authorization: Bearer\r\n"),
        stranger("a wrong key", bearer("fw_" + "A".repeat(43))),
        stranger("a long key", bearer("fw_" + "A".repeat(4_000))),
        stranger("a key in small letters", bearer(hreKey.toLowerCase(Locale.ROOT))),
        stranger("half a key", bearer(hreKey.substring(0, 20))),
        stranger("a key and more", bearer(hreKey + "x")),
        stranger("two keys in one", bearer(hreKey + "," + zetaKey)),
        stranger("Basic", "Authorization: Basic " + hreKey + "\r\n"),
        stranger("another header", "x-api-key: " + hreKey + "\r\n"),
        stranger("a cookie", "Cookie: authorization=" + hreKey + "\r\n"),
        stranger("the client's name alone", "x-client-id: hre\r\n"),
        new Case(
            "a key in the query",
            post(CHAT + "?key=" + "fw_" + "A".repeat(43), "", QUESTION),
            false,
            Set.of(401)),
        new Case("a path that is none", post("/nothing", "", ""), false, Set.of(401)),
        new Case("experiments", post("/v1/experiments", "", "[]"), false, Set.of(401)),
        new Case("feedback", post("/v1/feedback", "", "{}"), false, Set.of(401)),
        new Case(
            "two keys", post(CHAT, bearer(hreKey) + bearer(zetaKey), QUESTION), false, Set.of(400)),
        new Case(
            "two hosts",
            post(CHAT, bearer(hreKey) + "Host: evil.example\r\n", QUESTION),
            false,
            Set.of(400)));
  }

  private static void check(Case abuse) throws IOException {
    long zetaBefore = callsOfZeta();
    String common = common() + (abuse.withKey() ? bearer(hreKey) : "");

    Reply reply = abuse.request().send(port, common);

    assertThat(abuse.fits()).as(reply.text()).contains(reply.status());
    assertThat(callsOfZeta()).isEqualTo(zetaBefore);
    assertThat(reply.text().toLowerCase(Locale.ROOT)).doesNotContain("zeta");
    assertThat(reply.text()).doesNotContain(hreKey.substring(3));
  }

  @ParameterizedTest
  @MethodSource
  void anotherClient(Case abuse) throws IOException {
    check(abuse);
  }

  @ParameterizedTest
  @MethodSource
  void brokenRequests(Case abuse) throws IOException {
    check(abuse);
  }

  @ParameterizedTest
  @MethodSource
  void strangers(Case abuse) throws IOException {
    check(abuse);
  }

  @Test
  void aRecordOfAnotherClientIsRefusedAndNothingOfItKept() throws IOException {
    String record =
        "{\"client_id\":\"ZETA\",\"run_id\":\"r\",\"problem\":\"p\",\"solution\":\"planted\","
            + "\"score\":1,\"timestamp\":\"2026-01-01T00:00:00Z\",\"account_state_snapshot\":{},"
            + "\"sources_used\":[]}";

    Reply reply =
        post("/v1/experiments", "", "[" + record + "]").send(port, common() + bearer(hreKey));

    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    try (Database database = Database.open(loop.settings().places().store())) {
      int kept =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery(
                              "select count(*) from experiments where solution = 'planted'")
                          .mapTo(Integer.class)
                          .one());
      assertThat(kept).isZero();
    }
  }

  @Test
  void twentyOneMegabytesInChunksAreRefused() throws IOException {
    String piece = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
    RawRequest request =
        new RawRequest(
            "POST " + CHAT + " HTTP/1.1", "Transfer-Encoding: chunked\r\n", piece.repeat(21));

    Reply reply = request.send(port, common() + bearer(hreKey));

    assertThat(reply.status()).as(reply.text()).isIn(413, 0);
  }

  @Test
  void callersThatSendHalfAndStopHoldNobodyUp() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int n = 0; n < 60; n++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String half =
            "POST "
                + CHAT
                + " HTTP/1.1\r\n"
                + common()
                + bearer(hreKey)
                + "Content-Length: 1000\r\n";
        socket
            .getOutputStream()
            .write((half + (n % 2 == 0 ? "" : "\r\n{")).getBytes(StandardCharsets.US_ASCII));
        if (n % 3 == 0) {
          socket.shutdownOutput();
        }
        slow.add(socket);
      }
      assertThat(chat(bearer(hreKey)).status()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void bytesThatAreNoHttpAtAllAreHungUpOn() throws IOException {
    byte[] hello = {
      0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, (byte) 0xfc, 0x03, 0x03, 13, 10, 13, 10
    };
    assertThat(RawRequest.send(port, hello).status()).isIn(400, 0);
  }

  @Test
  void metricsCountTheAnswersOfEachClient() throws IOException {
    assertThat(chat(bearer(hreKey)).status()).isEqualTo(200);
    await()
        .untilAsserted(
            () -> {
              RawRequest metrics =
                  new RawRequest("GET /metrics HTTP/1.1", "Connection: close\r\n", "");
              int management = loop.settings().server().managementPort();
              assertThat(metrics.send(management, "Host: localhost\r\n").text())
                  .containsPattern(
                      "flywheel_requests_total\\{arm=\"champion\",client=\"hre\","
                          + "fallback=\"none\",status=\"2xx\"} \\d")
                  .contains("flywheel_request_seconds_bucket{client=\"hre\",le=\"0.05\"}")
                  .contains("flywheel_model_version{client=\"hre\"} 1")
                  .contains("flywheel_telemetry_lost_total 0");
            });
  }

  @Test
  void eachKeyReachesItsOwnModel() throws IOException {
    assertThat(chat(bearer(zetaKey)).status()).isEqualTo(200);
    assertThat(lastModelCalled()).contains("zeta-v");
    assertThat(chat(bearer(hreKey)).status()).isEqualTo(200);
    assertThat(lastModelCalled()).contains("hre-v");
  }
}
