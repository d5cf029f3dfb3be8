package ai.organized.flywheel.vectors.chroma;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.vectors.NearPair;
import ai.organized.flywheel.vectors.Vectors;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChromaFaultsTest {
  private static final ClientId ACME = new ClientId("acme");
  private static final String NAME = CollectionName.of(ACME, 4, "MiniLM");
  private static final List<String> IDS = List.of("a", "b", "c");
  private static final List<float[]> VECTORS =
      List.of(Vectors.of(4, 1), Vectors.of(4, 1, 0.1), Vectors.of(4, 0, 1));

  // The calls of a first build, by their number.
  private static final int OPEN = 2;
  private static final int LIST = 3;
  private static final int UPSERT = 4;
  private static final int COUNT = 5;
  private static final int QUERY = 6;

  private Sandbox sandbox;

  @BeforeEach
  void open() {
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private List<NearPair> build(Function<RemoteCall, RemoteReply> send) {
    return new ChromaStore(sandbox.chroma(), "MiniLM", send).pairs(ACME, IDS, VECTORS, 0.9);
  }

  private RefusedException refused() {
    return catchThrowableOfType(RefusedException.class, () -> build(SendCall::send));
  }

  private UnavailableException unavailable() {
    return catchThrowableOfType(UnavailableException.class, () -> build(SendCall::send));
  }

  private RemoteReply post(String path, String json) {
    URI uri =
        URI.create(
            sandbox.chroma() + "/api/v2/tenants/default_tenant/databases/default_database" + path);
    return SendCall.send(RemoteCall.postJson(ACME, uri, "", json));
  }

  private String received() {
    StringBuilder text = new StringBuilder();
    for (RecordedRequest request : sandbox.requests()) {
      text.append(request.path()).append(new String(request.body(), UTF_8)).append('\n');
    }
    return text.toString();
  }

  @Test
  void onlyIdsVectorsAndTheirHashesAreSentAndNeverTwice() {
    build(SendCall::send);
    String first = received();
    int calls = sandbox.requests().size();
    build(SendCall::send);

    assertThat(calls).isEqualTo(QUERY);
    assertThat(first).contains("\"embeddings\"", "\"vector_sha256\"").doesNotContain("document");
    assertThat(sandbox.requests().subList(calls, sandbox.requests().size()))
        .extracting(RecordedRequest::path)
        .noneMatch(path -> path.endsWith("/upsert") || path.endsWith("/delete"));
  }

  @Test
  void theNameOfTheCollectionIsThatOfTheClientAndOfItsEmbedder() {
    assertThat(NAME).matches("training_acme_4_[0-9a-f]{12}");
    assertThat(CollectionName.of(ACME, 4, "other")).isNotEqualTo(NAME);
    assertThat(CollectionName.of(new ClientId("a".repeat(47) + "-"), 100_000, "ü"))
        .matches("[a-zA-Z0-9][a-zA-Z0-9._-]{1,510}[a-zA-Z0-9]");
  }

  @Test
  void aCollectionThatMeasuresNoCosinesIsRefusedWithWhatToType() {
    post("/collections", "{\"name\":\"" + NAME + "\"}");

    RefusedException refused = refused();

    assertThat(refused.code()).isEqualTo("chroma_space");
    assertThat(refused)
        .hasMessageContaining("measures l2, not cosine")
        .hasMessageContaining("curl -X DELETE http://127.0.0.1:")
        .hasMessageEndingWith("/collections/" + NAME);
    assertThat(received()).doesNotContain("embeddings");
  }

  @Test
  void aCollectionOfAnotherDimensionIsRefusedWithWhatToType() {
    post("/collections/" + collection() + "/add", "{\"ids\":[\"x\"],\"embeddings\":[[1,0]]}");

    assertThat(refused().code()).isEqualTo("chroma_dimension");
  }

  /** The id of the collection of this client, made as it should be. */
  private String collection() {
    String made =
        post(
                "/collections",
                "{\"name\":\""
                    + NAME
                    + "\",\"get_or_create\":true,"
                    + "\"configuration\":{\"hnsw\":{\"space\":\"cosine\"}}}")
            .body();
    return made.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void keysThatAnUpsertWouldLeaveAreGone() {
    String rows = "/collections/" + collection();
    post(
        rows + "/upsert",
        "{\"ids\":[\"a\",\"old\"],\"embeddings\":[[1,0,0,0],[1,0,0,0]],"
            + "\"metadatas\":[{\"score\":0.9},null],\"documents\":[\"a text\",null]}");

    assertThat(build(SendCall::send)).extracting(NearPair::second).containsExactly(1);

    assertThat(post(rows + "/get", "{}").body())
        .contains("\"a\"", "\"b\"", "\"c\"", "vector_sha256")
        .doesNotContain("score", "a text", "old");
  }

  @Test
  void aVectorThatSomebodyElseChangedIsFoundOut() {
    build(SendCall::send);
    post(
        "/collections/" + collection() + "/upsert",
        "{\"ids\":[\"c\"],\"embeddings\":[[-1,0,0,0]]}");

    assertThat(refused().code()).isEqualTo("chroma_foreign_vector");
  }

  @Test
  void aRowThatSomebodyElseAddsMeanwhileIsNotTakenForOurs() {
    Function<RemoteCall, RemoteReply> disturbed =
        call -> {
          if (call.uri().getPath().endsWith("/count")) {
            post(
                "/collections/" + collection() + "/add",
                "{\"ids\":[\"x\"],\"embeddings\":[[1,0,0,0]]}");
          }
          return SendCall.send(call);
        };

    assertThatThrownBy(() -> build(disturbed))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("4 rows instead of 3");
  }

  @Test
  void aBodyThatIsTooLargeForTheServerSaysWhichKeyToRaise() {
    sandbox.failRequest(UPSERT, 413, "Payload too large", Map.of());

    RefusedException refused = refused();

    assertThat(refused.code()).isEqualTo("chroma_too_large");
    assertThat(refused).hasMessageContaining("HTTP 413").hasMessageContaining("max_payload_size");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"500, ", "503, 7", "429, 7", "404, "})
  void aServerThatIsBusyIsAskedAgainLater(int status, Integer seconds) {
    Map<String, String> headers =
        seconds == null ? Map.of() : Map.of("Retry-After", seconds.toString());
    sandbox.failRequest(QUERY, status, "{\"error\":\"x\",\"message\":\"later\"}", headers);

    UnavailableException busy = unavailable();

    assertThat(busy).hasMessageEndingWith("neighbours: HTTP " + status + ": later");
    assertThat(busy.retryAfter()).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    assertThat(build(SendCall::send)).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "401, chroma_forbidden, asks none",
    "410, chroma_version, without /api/v1",
    "422, chroma_refused, no such thing",
  })
  void whatTheServerRefusesIsNotTriedAgain(int status, String code, String words) {
    sandbox.failRequest(OPEN, status, "{\"error\":\"x\",\"message\":\"no such thing\"}", Map.of());

    RefusedException refused = refused();

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused).hasMessageContaining("HTTP " + status).hasMessageContaining(words);
  }

  @Test
  void aServerWithoutApiV2OrAnAddressOfV1IsNamedForWhatItIs() {
    sandbox.failRequest(1, 404, "{\"detail\":\"Not Found\"}", Map.of());
    assertThat(refused()).hasMessageContaining("no API v2").hasMessageContaining("1.0 or newer");

    ChromaStore old =
        new ChromaStore(URI.create(sandbox.chroma() + "/api/v1"), "MiniLM", SendCall::send);
    assertThatThrownBy(() -> old.pairs(ACME, IDS, VECTORS, 0.9))
        .hasMessageContaining("without /api/v1 at its end");
  }

  @Test
  void noServerIsUnavailable() {
    URI address = sandbox.chroma();
    sandbox.close();
    Function<RemoteCall, RemoteReply> route =
        call -> {
          try {
            return SendCall.send(call);
          } catch (UncheckedIOException e) { // what the route call-remote makes of it
            throw new UnavailableException("Nothing answers at " + call.place(), null, e);
          }
        };

    assertThatThrownBy(() -> new ChromaStore(address, "", route).pairs(ACME, IDS, VECTORS, 0.9))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("Nothing answers at http://127.0.0.1:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>a proxy</html>",
        "{\"ids\":[[\"a\"]",
        "{\"ids\":[[\"a\"],[\"b\"],[\"c\"]],\"distances\":[[NaN],[0],[0]]}",
        "{\"ids\":[[\"a\"],[\"b\"],[\"c\"]],\"distances\":[[null],[0],[0]]}",
        "{\"ids\":[[\"a\"],[\"b\"],[\"c\"]],\"distances\":[[0],[0],[1e999]]}",
        "{\"ids\":[[\"a\"],[\"b\"],[\"c\"]],\"distances\":[[0],[0]]}",
        "{\"ids\":[[\"a\"],[\"b\"],[\"c\"]],\"distances\":null}",
        "{\"ids\":[[\"a\"],[\"b\"],[7]],\"distances\":[[0],[0],[0]]}",
        "{\"ids\":[[\"a\",\"b\"],[\"b\"],[\"c\"]],\"distances\":[[0],[0],[0]]}",
        "[]",
        ""
      })
  void neighboursThatAreNotWhatTheApiPromisesAreRefused(String body) {
    sandbox.failRequest(QUERY, 200, body, Map.of());

    assertThat(refused().code()).isEqualTo("chroma_reply");
  }

  @ParameterizedTest(name = "call {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1|{}",
        "1|{\"max_batch_size\":0}",
        OPEN + "|{}",
        OPEN + "|{\"id\":\"../../../reset\"}",
        LIST + "|{\"ids\":null,\"metadatas\":null}",
        LIST + "|{\"ids\":[\"a\",\"a\"],\"metadatas\":[null,null]}",
        COUNT + "|{}",
        COUNT + "|three"
      })
  void otherRepliesThatAreNotWhatTheApiPromisesAreRefused(int number, String body) {
    sandbox.failRequest(number, 200, body, Map.of());

    assertThat(refused().code()).isEqualTo("chroma_reply");
  }

  @Test
  void rowsThatTheIndexDoesNotReachAreComparedHere() {
    sandbox.failRequest(QUERY, 200, "{\"ids\":[[],[],[]],\"distances\":[[],[],[]]}", Map.of());

    assertThat(build(SendCall::send)).extracting(NearPair::first).containsExactly(0);
  }

  @Test
  void nothingOfAClientThatMustNotLeaveGoesToAServerThatIsNotOwn(@TempDir Path folder) {
    URI server = sandbox.chroma();
    EgressGuard guard =
        new EgressGuard(
            new Clients(folder), new OwnNetwork(List.of(), List.of(server.getAuthority())));
    Function<RemoteCall, RemoteReply> guarded =
        call -> {
          guard.check(call.client(), call.uri());
          return SendCall.send(call);
        };

    assertThatThrownBy(() -> build(guarded))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("may not leave");
    assertThat(sandbox.requests()).isEmpty();
    assertThat(sandbox.bytesReceived()).isZero();
  }
}
