package ai.organized.flywheel.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.openai.SandboxClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlackWebhookTest {
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));

  @AfterEach
  void closeSandbox() {
    sandbox.close();
  }

  @Test
  void aMessageIsTakenWithOk() {
    HttpResponse<String> response =
        post(sandbox.slackWebhook(), "application/json", "{\"text\":\"acme-v2 is live\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("ok");
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain");
    assertThat(sandbox.slackTexts()).containsExactly("acme-v2 is live");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|{}|no_text",
        "application/json|{\"text\":\"\"}|no_text",
        "application/json|{\"text\":\"t\",\"blocks\":{}}|invalid_blocks",
        "application/json|{\"text\":\"t\",\"blocks\":[{\"type\":\"banner\"}]}|invalid_blocks",
        "application/json|{\"text\":\"t\",\"blocks\":[{\"type\":\"section\"}]}|invalid_blocks",
        "application/json|{\"text\":\"t\",\"blocks\":[{\"type\":\"header\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"h\"}}]}|invalid_blocks",
        "application/json|{\"text\":\"t\",\"blocks\":[{\"type\":\"section\",\"fields\":[]}]}|invalid_blocks",
        "application/json|{\"text\":\"t\",\"blocks\":[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"\"}}]}|invalid_blocks",
        "application/json|{\"text\"|invalid_payload",
        "application/json|[]|invalid_payload",
        "text/plain|{\"text\":\"t\"}|invalid_payload",
      })
  void aMessageThatSlackRefusesIsRefusedInOneWord(String type, String body, String word) {
    HttpResponse<String> response = post(sandbox.slackWebhook(), type, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo(word);
    assertThat(sandbox.slackTexts()).isEmpty();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "header, 151, invalid_blocks",
    "section, 3001, invalid_blocks",
    "header, 150, ok",
    "section, 3000, ok",
  })
  void aTextThatIsTooLongForItsBlockIsRefused(String block, int length, String word) {
    String type = block.equals("header") ? "plain_text" : "mrkdwn";

    assertThat(blocks(1, block, type, length).body()).isEqualTo(word);
  }

  /** Each block is within its limit. */
  @Test
  void blocksThatAreTooLongTogetherAreRefused() {
    assertThat(blocks(4, "section", "mrkdwn", 3_000).body()).isEqualTo("ok");
    assertThat(blocks(5, "section", "mrkdwn", 3_000).body()).isEqualTo("msg_blocks_too_long");
    assertThat(blocks(51, "divider", "mrkdwn", 1).body()).isEqualTo("invalid_blocks");
  }

  private HttpResponse<String> blocks(int count, String block, String type, int length) {
    String one =
        "{\"type\":\"%s\",\"text\":{\"type\":\"%s\",\"text\":\"%s\"}}"
            .formatted(block, type, "x".repeat(length));
    String all = String.join(",", Collections.nCopies(count, one));
    return post(
        sandbox.slackWebhook(), "application/json", "{\"text\":\"t\",\"blocks\":[" + all + "]}");
  }

  @Test
  void whatComesTooSoonIsTakenLater() {
    sandbox.slack().limit(Duration.ofHours(1));
    URI other = sandbox.slackWebhook("other");

    assertThat(post(sandbox.slackWebhook(), "application/json", "{\"text\":\"1\"}").body())
        .isEqualTo("ok");
    HttpResponse<String> second =
        post(sandbox.slackWebhook(), "application/json", "{\"text\":\"2\"}");
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("retry-after")).contains("1");
    assertThat(post(other, "application/json", "{\"text\":\"3\"}").body()).isEqualTo("ok");
  }

  @Test
  void anotherWebhookIsUnknown() {
    URI other = sandbox.slackWebhook().resolve("/services/T1/B1/x");

    HttpResponse<String> response = post(other, "application/json", "{\"text\":\"t\"}");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("no_service");
  }

  private HttpResponse<String> post(URI address, String type, String body) {
    return new SandboxClient(sandbox)
        .send(
            HttpRequest.newBuilder(address)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
  }
}
