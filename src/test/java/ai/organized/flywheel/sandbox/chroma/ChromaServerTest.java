package ai.organized.flywheel.sandbox.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real server (CLI 1.0.0) was seen to answer. */
class ChromaServerTest {
  private static final String DATABASE =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private Sandbox sandbox;

  @BeforeEach
  void open() {
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.chroma() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String below, String body) throws Exception {
    return send("POST", DATABASE + below, body);
  }

  private String rows(String configuration) throws Exception {
    String made = post("", "{\"name\":\"tst1\"" + configuration + "}").body();
    return "/" + json.readTree(made).get("id").asText();
  }

  private JsonNode ok(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
    return json.readTree(response.body());
  }

  @Test
  void theSpaceIsL2UnlessSaidOtherwiseAndTheFirstConfigurationStays() throws Exception {
    JsonNode made = ok(post("", "{\"name\":\"tst1\"}"));
    JsonNode again =
        ok(
            post(
                "",
                "{\"name\":\"tst1\",\"get_or_create\":true,"
                    + "\"configuration\":{\"hnsw\":{\"space\":\"cosine\"}}}"));

    assertThat(made.at("/configuration_json/hnsw/space").asText()).isEqualTo("l2");
    assertThat(again).isEqualTo(made);
    assertThat(made.get("dimension").isNull()).isTrue();
  }

  @ParameterizedTest(name = "{2} {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "|{\"name\":\"tst1\"}|409|Collection [tst1] already exists",
        "|{\"name\":\"t1\"}|400|Validation error: name: Expected a name containing 3-512",
        "|{\"name\":\"-tst\"}|400|Validation error: name: Expected a name containing 3-512",
        "|{}|422|missing field `name`",
        "|{\"name\":|400|Failed to parse the request body as JSON",
        "|{\"name\":\"abc\",\"configuration\":{\"hnsw\":{\"space\":\"cosin\"}}}|422|`cosin`",
        "/nope/get|{}|400|Collection ID is not a valid UUIDv4",
        "/00000000-0000-4000-8000-000000000000/get|{}|404|does not exists",
        "/ROWS/upsert|{\"ids\":[\"a\"]}|422|missing field `embeddings`",
        "/ROWS/upsert|{\"ids\":[\"a\",\"b\"],\"embeddings\":[[1,0]]}|400|Inconsistent number of",
        "/ROWS/upsert|{\"ids\":[\"\"],\"embeddings\":[[1,0]]}|400|Empty ID",
        "/ROWS/upsert|{\"ids\":[\"a\"],\"embeddings\":[[1,0,0]]}|400|dimension of 2, got 3",
        "/ROWS/upsert|{\"ids\":[\"a\"],\"embeddings\":[[\"x\"]]}|422|EmbeddingsPayload",
        "/ROWS/add|{\"ids\":[\"a\"],\"embeddings\":[[1,0]],\"metadatas\":[{\"a\":{}}]}|422|Metadata",
        "/ROWS/query|{\"n_results\":1,\"include\":[\"distances\"]}|422|`query_embeddings`",
        "/ROWS/delete|{\"ids\":[]}|400|Either ids or where must be specified",
      })
  void whatTheRealServerRefusesIsRefused(String below, String body, int status, String words)
      throws Exception {
    String rows = rows("");
    post(rows + "/add", "{\"ids\":[\"first\"],\"embeddings\":[[1,0]]}");

    HttpResponse<String> response = post(below == null ? "" : below.replace("/ROWS", rows), body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json.readTree(response.body()).get("error").asText()).isNotEmpty();
    assertThat(json.readTree(response.body()).get("message").asText()).contains(words);
  }

  @Test
  void addKeepsWhatIsThereAndUpsertMergesItsMetadata() throws Exception {
    String rows = rows("");
    post(
        rows + "/add",
        "{\"ids\":[\"a\"],\"embeddings\":[[1,0]],\"metadatas\":[{\"v\":1,\"w\":2}],"
            + "\"documents\":[\"text\"]}");

    assertThat(post(rows + "/add", "{\"ids\":[\"a\"],\"embeddings\":[[0,1]]}").statusCode())
        .isEqualTo(201);
    ok(
        post(
            rows + "/upsert",
            "{\"ids\":[\"a\"],\"embeddings\":[[0.5,1]],\"metadatas\":[{\"v\":3,\"w\":null}]}"));

    assertThat(
            ok(post(rows + "/get", "{\"include\":[\"metadatas\",\"documents\",\"embeddings\"]}")))
        .hasToString(
            "{\"ids\":[\"a\"],\"embeddings\":[[0.5,1.0]],\"documents\":[\"text\"],"
                + "\"metadatas\":[{\"v\":3}],\"uris\":null}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"l2, 0.0, 25.0", "cosine, 0.0, 1.0", "ip, -8.0, 1.0"})
  void distancesAreThoseOfTheSpace(String space, double nearest, double farthest) throws Exception {
    String rows = rows(",\"configuration\":{\"hnsw\":{\"space\":\"" + space + "\"}}");
    post(rows + "/add", "{\"ids\":[\"zero\",\"a\"],\"embeddings\":[[0,0],[3,0]]}");
    post(rows + "/add", "{\"ids\":[\"b\"],\"embeddings\":[[0,4]]}");

    JsonNode found =
        ok(
            post(
                rows + "/query",
                "{\"query_embeddings\":[[3,0]],\"n_results\":9,\"include\":[\"distances\"]}"));

    assertThat(found.at("/ids/0/0").asText()).isEqualTo("a");
    assertThat(found.at("/distances/0/0").asDouble()).isEqualTo(nearest);
    assertThat(found.at("/distances/0/2").asDouble()).isEqualTo(farthest);
  }

  @Test
  void version1IsGoneAndLargeBodiesAreToldInPlainText() throws Exception {
    HttpResponse<String> old = send("GET", "/api/v1/heartbeat", "");
    HttpResponse<String> large = post("", " ".repeat((40 << 20) + 1));

    assertThat(old.statusCode()).isEqualTo(410);
    assertThat(old.body()).contains("\"error\":\"Unimplemented\"");
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).isEqualTo("Payload too large");
    assertThat(ok(send("GET", "/api/v2/heartbeat", "")).has("nanosecond heartbeat")).isTrue();
    assertThat(send("POST", DATABASE + rows("") + "/count", "").statusCode()).isEqualTo(405);
  }

  @Test
  void aDeletedCollectionIsGone() throws Exception {
    rows("");

    ok(send("DELETE", DATABASE + "/tst1", ""));

    assertThat(send("GET", DATABASE + "/tst1", "").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", DATABASE + "/tst1", "").statusCode()).isEqualTo(404);
    assertThat(ok(send("GET", DATABASE, ""))).isEmpty();
  }
}
