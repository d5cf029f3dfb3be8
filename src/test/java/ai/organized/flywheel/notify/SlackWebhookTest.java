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
import java.net.URI;
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
    webhook = to(sandbox.slackWebhook().toString());
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static SlackWebhook to(String address) {
    return new SlackWebhook(client -> new Secret(address), Clock.systemUTC());
  }

  private static Notification saying(String text) {
    return new Notification("n-1", new ClientId("acme"), "promoted", text, Optional.empty(), 0);
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

  @Test
  void eachClientHasItsOwnChannel() {
    URI own = sandbox.slackWebhook("acme");
    SlackWebhook each =
        new SlackWebhook(
            client ->
                new Secret(
                    (client.value().equals("acme") ? own : sandbox.slackWebhook()).toString()),
            Clock.systemUTC());

    each.readConfirmation(SendCall.send(each.send(saying("for acme"))));

    assertThat(sandbox.slackTexts()).isEmpty();
    assertThat(sandbox.slack().messages(own.getPath()))
        .singleElement()
        .satisfies(message -> assertThat(message.path("text").asText()).isEqualTo("for acme"));
  }

  @Test
  void whatSlackSaysOfARefusalIsToldButNeverAWholePage() {
    assertThatThrownBy(
            () -> webhook.readConfirmation(new RemoteReply(400, Optional.empty(), "no_text")))
        .hasMessageContaining("400 (no_text)");
    assertThatThrownBy(
            () -> webhook.readConfirmation(new RemoteReply(400, Optional.empty(), "<html>x")))
        .hasMessageContaining("400;");
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
    assertThat(to("").isOn(saying("hello"))).isFalse();
    assertThat(webhook.isOn(saying("hello"))).isTrue();
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
