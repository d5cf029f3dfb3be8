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
