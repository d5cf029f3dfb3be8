package ai.organized.flywheel.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackWebhookTest {
  private Sandbox sandbox;
  private SlackWebhook webhook;

  @BeforeEach
  void open() {
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
    webhook = new SlackWebhook(new Secret(sandbox.slackWebhook().toString()));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static Notification saying(String text) {
    return new Notification("n-1", new ClientId("acme"), "promoted", text, 0);
  }

  private static RemoteReply reply(int status) {
    return new RemoteReply(status, Optional.empty(), "no_service");
  }

  @Test
  void slackTakesTheMessage() {
    RemoteReply reply = SendCall.send(webhook.send(saying("acme v1 promoted: \"0.80\"\nön 価")));

    webhook.readConfirmation(reply);
    assertThat(reply.body()).isEqualTo("ok");
    assertThat(sandbox.slackTexts()).containsExactly("acme v1 promoted: \"0.80\"\nön 価");
  }

  @Test
  void aTextCanNeitherLinkNorMention() {
    SendCall.send(webhook.send(saying("<!channel> a & b <https://x.example|here> &lt;")));

    assertThat(sandbox.slackTexts())
        .containsExactly("&lt;!channel&gt; a &amp; b &lt;https://x.example|here&gt; &amp;lt;");
  }

  @Test
  void theCallIsMadeForTheClientAndCarriesNoKey() {
    RemoteCall call = webhook.send(saying("hello"));

    assertThat(call.client()).isEqualTo(new ClientId("acme"));
    assertThat(call.authorization()).isNull();
    assertThat(call.contentType()).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void aBusySlackIsTriedAgain(int status) {
    RemoteReply reply = new RemoteReply(status, Optional.of(Duration.ofSeconds(30)), "");

    assertThatThrownBy(() -> webhook.readConfirmation(reply))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 403, 404, 410})
  void anyOtherAnswerIsARefusalThatSaysWhereToLook(int status) {
    assertThatThrownBy(() -> webhook.readConfirmation(reply(status)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(String.valueOf(status))
        .hasMessageContaining("SLACK_WEBHOOK_URL");
  }

  @Test
  void withoutAnAddressItIsOff() {
    assertThat(new SlackWebhook(new Secret("")).isOn()).isFalse();
    assertThat(webhook.isOn()).isTrue();
  }

  @Test
  void theAddressIsShownNowhere() {
    String secret = sandbox.slackWebhook().getPath();

    assertThat(webhook).asString().doesNotContain(secret);
    assertThat(webhook.send(saying("hello")).toString()).doesNotContain(secret);
    assertThat(new Secret(sandbox.slackWebhook().toString()).toString()).isEqualTo("[set]");
    assertThatThrownBy(() -> webhook.readConfirmation(reply(404)))
        .satisfies(e -> assertThat(e.toString()).doesNotContain(secret));
  }
}
