package ai.organized.flywheel.mcp;

import static ai.organized.flywheel.mcp.Talking.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.sandbox.http.Hold;
import ai.organized.flywheel.sandbox.http.SpoiledReply;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadReplyTest {
  private static final McpManners MODERN = McpManners.of(Era.MODERN, Replies.JSON);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Talking talking = new Talking();
  private final McpServer server = talking.serve(MODERN, echo("search"));

  @AfterEach
  void close() {
    talking.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"ENDLESS_EVENTS", "DRIPPING"})
  void replyThatNeverEndsIsGivenUpAtTheDeadline(SpoiledReply spoiled) {
    talking.sandbox.spoilNext("POST", "/mcp/", spoiled);
    long begin = System.nanoTime();

    assertThatThrownBy(() -> toolsWithin(SHORT))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("google_ads at http://127.0.0.1")
        .hasMessageContaining("took longer than");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertHungUp();
  }

  @Test
  void serverThatDoesNotAnswerIsGivenUpAtTheDeadline() {
    talking.sandbox.holdRequest(1, Hold.BEFORE_WORK);

    assertThatThrownBy(() -> toolsWithin(SHORT))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("took longer than");
  }

  @Test
  void nothingIsSentAfterTheDeadline() {
    assertThatThrownBy(() -> toolsWithin(Duration.ZERO)).isInstanceOf(UnavailableException.class);
    assertThat(talking.sandbox.requests()).isEmpty();
  }

  @Test
  void replyLargerThanAnySaneOneIsRefusedBeforeItIsRead() {
    talking.sandbox.spoilNext("POST", "/mcp/", SpoiledReply.FIFTY_MEGABYTES);

    assertThatThrownBy(() -> toolsWithin(Talking.LONG))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("reply_too_large"))
        .hasMessageContaining("larger than 8 MiB");
    assertHungUp();
  }

  @Test
  void streamThatBreaksOffBeforeTheAnswerIsUnavailable() {
    talking.sandbox.spoilNext("POST", "/mcp/", SpoiledReply.BROKEN_OFF);

    assertThatThrownBy(() -> toolsWithin(Talking.LONG))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("hung up before it answered");
  }

  @Test
  void serverThatDiesInTheMiddleIsUnavailable() {
    talking.sandbox.spoilNext("POST", "/mcp/", SpoiledReply.DRIPPING);
    CompletableFuture<Void> listing = CompletableFuture.runAsync(() -> toolsWithin(Talking.LONG));
    await().until(() -> talking.asked().contains("POST tools/list 200"));
    talking.sandbox.close();

    assertThatThrownBy(listing::join)
        .hasCauseInstanceOf(UnavailableException.class)
        .hasMessageContaining("broke");
  }

  @Test
  void serverThatDiesBeforeItAnswersIsUnavailable() {
    talking.sandbox.holdRequest(1, Hold.BEFORE_WORK);
    CompletableFuture<Void> listing = CompletableFuture.runAsync(() -> toolsWithin(Talking.LONG));
    talking.sandbox.awaitHeld(Talking.LONG);
    talking.sandbox.close();

    assertThatThrownBy(listing::join).hasCauseInstanceOf(UnavailableException.class);
  }

  @Test
  void addressWhereNothingListensIsUnavailableWithItsSetting() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    McpServer nobody = Talking.server(URI.create("http://127.0.0.1:" + free + "/mcp"), Map.of());

    assertThatThrownBy(() -> talking.call(nobody, "search"))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("Nothing answers for google_ads at http://127.0.0.1:" + free)
        .hasMessageContaining("is GOOGLE_ADS_MCP_URL right?");
  }

  @Test
  void htmlIsRefusedWhenItIsThereForGoodAndUnavailableWhenItMayPass() {
    Map<String, String> html = Map.of("Content-Type", "text/html; charset=utf-8");
    talking.sandbox.failRequest(1, 200, "<html>Sign in</html>", html);
    talking.sandbox.failRequest(2, 200, "<html>Sign in</html>", html);
    talking.sandbox.failRequest(3, 502, "<html>Bad gateway</html>", html);

    assertThatThrownBy(() -> toolsWithin(Talking.LONG))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("answered 200 with HTML instead of JSON to tools/list");
    assertThatThrownBy(() -> toolsWithin(Talking.LONG))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("answered 502 with HTML instead of JSON");
  }

  @Test
  void resultOfAnotherContentTypeIsRefused() {
    String result = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[]}}";
    Map<String, String> text = Map.of("Content-Type", "text/plain");
    talking.sandbox.failRequest(1, 200, result, text);
    talking.sandbox.failRequest(2, 200, result, text);

    assertThatThrownBy(() -> toolsWithin(Talking.LONG))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("answered 200 to tools/list (text/plain), which is no answer");
  }

  @Test
  void redirectIsNotFollowed() {
    String elsewhere = "https://elsewhere.example/mcp?token=" + "x1".repeat(12);
    talking.sandbox.failRequest(1, 307, "", Map.of("Location", elsewhere));

    assertThatThrownBy(() -> toolsWithin(Talking.LONG))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("it points to https://elsewhere.example; set GOOGLE_ADS_MCP_URL")
        .hasMessageNotContaining("x1x1");
    assertThat(talking.sandbox.requests()).hasSize(1);
  }

  @Test
  void redirectToTheSameAddressWithASlashSaysSo() {
    talking.sandbox.failRequest(1, 307, "", Map.of("Location", "/mcp/ads/"));

    assertThatThrownBy(() -> toolsWithin(Talking.LONG))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("it wants a / at its end; set GOOGLE_ADS_MCP_URL");
  }

  @Test
  void errorOfTheServersOwnIsUnavailableAndQuoted() {
    String error =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32603,\"message\":\"oh no\"}}";
    talking.sandbox.failRequest(1, 503, error, Map.of("Retry-After", "12"));

    assertThatThrownBy(() -> toolsWithin(Talking.LONG))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            busy -> assertThat(busy.retryAfter().orElseThrow()).hasSeconds(12))
        .hasMessageContaining("answered 503 to tools/list: oh no");
  }

  @Test
  void listThatGoesInACircleIsRefused() {
    String page = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":{\"tools\":[],\"nextCursor\":\"a\"}}";
    talking.sandbox.failRequest(1, 200, page.formatted(1), Map.of());
    talking.sandbox.failRequest(2, 200, page.formatted(2), Map.of());

    assertThatThrownBy(() -> toolsWithin(Talking.LONG))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("lists its tools without end");
  }

  @Test
  void listWithoutToolsIsRefused() {
    String empty = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";
    talking.sandbox.failRequest(1, 200, empty, Map.of());

    assertThatThrownBy(() -> toolsWithin(Talking.LONG))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("answered tools/list without tools");
  }

  private void toolsWithin(Duration deadline) {
    try (McpSession session = talking.open(server, deadline)) {
      session.tools();
    }
  }

  /** The sandbox could not send to the end: it takes the status back then. */
  private void assertHungUp() {
    await().until(() -> talking.asked().equals(List.of("POST tools/list null")));
  }
}
