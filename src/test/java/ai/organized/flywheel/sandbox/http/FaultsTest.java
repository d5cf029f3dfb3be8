package ai.organized.flywheel.sandbox.http;

import static ai.organized.flywheel.sandbox.openai.SandboxClient.error;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.jobBody;
import static ai.organized.flywheel.sandbox.openai.SandboxClient.ok;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.openai.SandboxClient;
import ai.organized.flywheel.sandbox.openai.TrainingFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String JOBS = "/fine_tuning/jobs";

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final SandboxClient client = new SandboxClient(sandbox);

  /** Request number 1 of every test. */
  private final String file = client.upload(TrainingFiles.good());

  @AfterEach
  void closeSandbox() {
    sandbox.close();
  }

  @Test
  void aCallerThatDiesAfterTheWorkHasItDoneAndNeverKnows() throws IOException {
    sandbox.holdRequest(2, Hold.AFTER_WORK);
    Socket caller = callerPostingAJob();
    assertThat(sandbox.awaitHeld(PATIENCE).number()).isEqualTo(2);
    caller.close();
    sandbox.releaseHeld();

    assertThat(ok(client.get(JOBS)).get("data")).hasSize(1);
    assertThat(sandbox.requests().get(1).status()).isNull();
  }

  @Test
  void aCallerThatDiesBeforeTheWorkNeverHasItDone() throws IOException {
    sandbox.holdRequest(2, Hold.BEFORE_WORK);
    sandbox.holdRequest(3, Hold.BEFORE_WORK);
    Socket caller = callerPostingAJob();
    sandbox.awaitHeld(PATIENCE);
    caller.close();
    sandbox.releaseHeld();

    // The next one, held and released in the same way by a caller that lives, is worked on; by
    // then the first has been dealt with.
    CompletableFuture<HttpResponse<String>> alive = client.postLater(JOBS, jobBody(file, ""));
    sandbox.awaitHeld(PATIENCE);
    sandbox.releaseHeld();
    String id = ok(alive.join()).get("id").asText();
    assertThat(ok(client.get(JOBS)).get("data").findValuesAsText("id")).containsExactly(id);
    assertThat(sandbox.requests().get(1).status()).isNull();
    assertThat(sandbox.requests().get(2).status()).isEqualTo(200);
  }

  @Test
  void aCallerThatWaitsIsAnsweredAfterTheRelease() {
    sandbox.holdRequest(2, Hold.AFTER_WORK);
    CompletableFuture<HttpResponse<String>> waiting = client.postLater(JOBS, jobBody(file, ""));
    RecordedRequest held = sandbox.awaitHeld(PATIENCE);

    assertThat(held.path()).isEqualTo("/v1/fine_tuning/jobs");
    assertThat(held.status()).isNull();
    assertThat(ok(client.get(JOBS)).get("data")).hasSize(1); // others are served meanwhile
    assertThat(waiting).isNotDone();

    sandbox.releaseHeld();
    assertThat(waiting).succeedsWithin(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void closingDropsWhatIsHeldWithoutWorkingOnIt() {
    sandbox.holdRequest(2, Hold.BEFORE_WORK);
    CompletableFuture<HttpResponse<String>> waiting = client.postLater(JOBS, jobBody(file, ""));
    sandbox.awaitHeld(PATIENCE);

    sandbox.close();

    assertThat(waiting).failsWithin(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(sandbox.requests().get(1).status()).isNull();
  }

  @Test
  void waitingInVainForAHoldSaysWhatWasPlanned() {
    sandbox.holdRequest(7, Hold.AFTER_WORK);

    assertThatThrownBy(() -> sandbox.awaitHeld(Duration.ofMillis(20)))
        .isInstanceOf(BrokenException.class)
        .hasMessageContaining("[7]");
  }

  @Test
  void aCallerThatDiesWhileSendingIsRecordedWithWhatArrived() throws IOException {
    try (Socket caller = connect()) {
      caller.getOutputStream().write(head(1_000).concat("only this").getBytes(UTF_8));
    }

    await().atMost(PATIENCE).until(() -> sandbox.requests().size() == 2);
    RecordedRequest broken = sandbox.requests().get(1);
    assertThat(broken.status()).isNull();
    assertThat(new String(broken.body(), UTF_8)).isEqualTo("only this");
  }

  @Test
  void theNumberedRequestFailsAsOrderedAndIsNotWorkedOn() {
    sandbox.failRequest(2, 503, "{\"error\":{}}", Map.of());

    HttpResponse<String> failed = client.post(JOBS, jobBody(file, ""));

    assertThat(failed.statusCode()).isEqualTo(503);
    assertThat(failed.body()).isEqualTo("{\"error\":{}}");
    assertThat(failed.headers().firstValue("content-type")).contains("application/json");
    assertThat(ok(client.get(JOBS)).get("data")).isEmpty();
  }

  @Test
  void theNextOfItsKindFailsOnceForEachOrder() {
    String busy = "{\"error\":{\"message\":\"slow\",\"type\":\"t\",\"param\":null,\"code\":\"c\"}}";
    sandbox.failNext("POST", "/v1/fine_tuning", 429, busy, Map.of("Retry-After", "7"));
    sandbox.failNext("POST", "/v1/fine_tuning", 500, "", Map.of());

    ok(client.get(JOBS));
    HttpResponse<String> first = client.post(JOBS, jobBody(file, ""));
    error(first, 429);
    assertThat(first.headers().firstValue("retry-after")).contains("7");
    assertThat(client.post(JOBS, jobBody(file, "")).statusCode()).isEqualTo(500);
    ok(client.post(JOBS, jobBody(file, "")));
    assertThat(sandbox.requests())
        .extracting(RecordedRequest::status)
        .containsExactly(200, 200, 429, 500, 200);
  }

  @Test
  void everyRequestIsRecordedAsItCame() {
    client.get(JOBS + "?metadata%5Bclient%5D=acme");

    RecordedRequest recorded = sandbox.requests().get(1);
    assertThat(recorded.number()).isEqualTo(2);
    assertThat(recorded.method()).isEqualTo("GET");
    assertThat(recorded.path()).isEqualTo("/v1/fine_tuning/jobs?metadata%5Bclient%5D=acme");
    assertThat(recorded.headers()).containsEntry("authorization", "Bearer sandbox-key");
    assertThat(sandbox.bytesReceived())
        .isEqualTo(sandbox.requests().get(0).body().length)
        .isGreaterThan(TrainingFiles.good().length());
  }

  @Test
  void aWrongKeyIsUnauthorizedAndMasked() {
    HttpResponse<String> response = client.withKey("wrong-key-of-somebody").get("/models");

    JsonNode error = error(response, 401);
    assertThat(error.get("code").asText()).isEqualTo("invalid_api_key");
    assertThat(error.get("message").asText())
        .startsWith("Incorrect API key provided: wron****body.");
    assertThat(response.headers().firstValue("x-request-id").orElseThrow()).startsWith("req_");
  }

  @Test
  void unknownPathsAndWrongMethodsAreTold() {
    error(client.get("/moderations"), 404);
    error(client.get("/files/a/b/c"), 404);
    error(client.send("DELETE", "/fine_tuning/jobs"), 405);
    error(client.get("/chat/completions"), 405);
  }

  @Test
  void aTakenPortIsRefusedWithTheWayOut() {
    int taken = sandbox.openAiBase().getPort();
    SandboxOptions options = SandboxOptions.defaults(Clock.systemUTC()).withPort(taken);

    assertThatThrownBy(() -> Sandbox.start(options))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("127.0.0.1:" + taken)
        .hasMessageContaining("0 for any");
  }

  private Socket callerPostingAJob() throws IOException {
    Socket caller = connect();
    String body = jobBody(file, "");
    caller.getOutputStream().write((head(body.length()) + body).getBytes(UTF_8));
    return caller;
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), sandbox.openAiBase().getPort());
  }

  private static String head(int length) {
    return """
        POST /v1/fine_tuning/jobs HTTP/1.1
        Host: 127.0.0.1
        Authorization: Bearer sandbox-key
        Content-Type: application/json
        Content-Length: %d

        """
        .formatted(length)
        .replace("\n", "\r\n");
  }
}
