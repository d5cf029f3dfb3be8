package ai.organized.flywheel.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import ai.organized.flywheel.storage.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every embedder promises that asks a server, with the egress guard in its way. */
public abstract class RemoteEmbedderContract extends EmbedderContract {
  /** Of whom nothing may leave; ACME's data may. */
  protected static final ClientId CLOSED = new ClientId("closed");

  private static final String SECRET_PLAN = "raise the budget of the Kensington campaign by 40 %";

  @TempDir Path folder;
  protected Sandbox sandbox;

  /** Where the sandbox's port is none of the user's own. */
  private boolean outside;

  @BeforeEach
  void open() {
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
    configure(ACME, "{\"data_egress_allowed\":true}");
    configure(CLOSED, "{\"data_egress_allowed\":false}");
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private void configure(ClientId client, String json) {
    WholeFile.write(clients().folder(client).resolve("config.json"), json);
  }

  protected Clients clients() {
    return new Clients(folder);
  }

  /** The real guard, and a real socket. */
  protected RemoteReply send(RemoteCall call) {
    String port = "127.0.0.1:" + sandbox.openAiBase().getPort();
    OwnNetwork own = new OwnNetwork(List.of(), outside ? List.of(port) : List.of());
    new EgressGuard(clients(), own).check(call.client(), call.uri());
    return SendCall.send(call);
  }

  /** Path to which texts are posted. */
  protected abstract String path();

  /** A whole answer that holds these vectors, each a list in JSON. */
  protected abstract String answer(List<String> vectors);

  protected List<RecordedRequest> posts() {
    return sandbox.requests().stream().filter(r -> r.path().equals(path())).toList();
  }

  protected void answers(int status, String body, Map<String, String> headers) {
    sandbox.failNext("POST", path(), status, body, headers);
  }

  private Throwable asked() {
    return catchThrowable(() -> embedder().embed(ACME, List.of(SECRET_PLAN, "two")));
  }

  @Test
  void aBusyServerIsUnavailableForTheTimeItNames() {
    answers(429, "{\"error\":{\"message\":\"slow\",\"code\":null}}", Map.of("Retry-After", "7"));

    assertThat(asked())
        .isInstanceOfSatisfying(
            UnavailableException.class,
            busy -> assertThat(busy.retryAfter()).contains(Duration.ofSeconds(7)))
        .hasMessageContaining("HTTP 429");
    assertThat(asked()).isNull(); // the next try is answered
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 529, 408})
  void aServerInTroubleIsUnavailable(int status) {
    answers(status, "<html>oops</html>", Map.of());

    assertThat(asked())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("HTTP " + status)
        .hasMessageContaining("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"data\":[", "[]", "ok", "{\"embeddings\":[[NaN,1],[1,NaN]]}"})
  void anAnswerThatIsNoJsonObjectIsUnavailable(String body) {
    answers(200, body, Map.of());

    assertThat(asked()).isInstanceOf(UnavailableException.class);
  }

  static Stream<List<String>> uselessVectors() {
    return Stream.of(
        List.of(),
        List.of("[1,0]"),
        List.of("[1,0]", "[0,1]", "[1,1]"),
        List.of("[1,0]", "[0,1,0]"),
        List.of("[1,0]", "[]"),
        List.of("[1,0]", "[0,0]"),
        List.of("[1,0]", "[0,null]"),
        List.of("[1,0]", "[0,1e999]"),
        List.of("[1,0]", "[0,\"NaN\"]"),
        List.of("[1,0]", "\"AAAAAAAAAAA=\""),
        List.of("[1,0]", "null"));
  }

  @ParameterizedTest
  @MethodSource("uselessVectors")
  void anAnswerThatCannotBeUsedIsRefused(List<String> vectors) {
    answers(200, answer(vectors), Map.of());

    assertThat(asked())
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("embedder_reply"))
        .hasMessageStartingWith("The embedder answered");
  }

  @Test
  void vectorsAreBroughtToLengthOne() {
    answers(200, answer(List.of("[3,4]", "[0,-0.5]")), Map.of());

    List<float[]> vectors = embedder().embed(ACME, List.of("one", "two"));

    assertThat(vectors.get(0)).containsExactly(0.6f, 0.8f);
    assertThat(vectors.get(1)).containsExactly(0f, -1f);
  }

  @Test
  void aVectorOfAnotherLengthThanBeforeIsRefused() {
    Embedder embedder = embedder();
    embedder.embed(ACME, List.of("one"));
    answers(200, answer(List.of("[3,4]")), Map.of());

    assertThatThrownBy(() -> embedder.embed(ACME, List.of("one")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("2 parts");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422, 429, 500})
  void noMessageRepeatsAText(int status) {
    String body =
        "{\"error\":%s}"
            .formatted(
                path().contains("/v1/")
                    ? "{\"message\":\"cannot embed: " + SECRET_PLAN + "\",\"code\":\"x\"}"
                    : "\"cannot embed: " + SECRET_PLAN + "\"");
    answers(status, body, Map.of());

    assertThat(asked()).hasMessageContaining("HTTP " + status);
    answers(status, body, Map.of());
    assertThat(asked().getMessage()).doesNotContain("Kensington", "cannot embed");
  }

  @Test
  void whatIsEmptyIsNotSent() {
    embedder().embed(ACME, List.of("", "a tag", "?!"));

    assertThat(posts()).hasSize(1);
    assertThat(new String(posts().get(0).body(), StandardCharsets.UTF_8))
        .contains("a tag")
        .doesNotContain("?!", "\"\"");
  }

  @Test
  void notAByteOfANoEgressClientGoesToAHostThatIsNotOwn() {
    outside = true;

    assertThatThrownBy(() -> embedder().embed(CLOSED, List.of(SECRET_PLAN)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("egress_refused"));
    assertThat(sandbox.bytesReceived()).isZero();
    assertThat(sandbox.requests()).isEmpty();

    assertThat(embedder().embed(ACME, List.of("a tag"))).hasSize(1);
  }

  @Test
  void aNoEgressClientsTextGoesToAnOwnHost() {
    assertThat(embedder().embed(CLOSED, List.of(SECRET_PLAN))).hasSize(1);
    assertThat(posts()).hasSize(1);
  }
}
