package ai.organized.flywheel.notify;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Secret;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;

/**
 * Slack's incoming webhook: 200 and the text {@code ok}, or an error as plain text of which only
 * 429 and 5xx are worth another try.
 */
public final class SlackWebhook {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Secret address;

  public SlackWebhook(Secret address) {
    this.address = address;
  }

  public boolean isOn() {
    return address.isSet();
  }

  public RemoteCall send(Notification notification) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("text", escaped(notification.text()));
    return RemoteCall.postJson(
            notification.client(), URI.create(address.value()), null, body.toString())
        .until(Deadline.in(TIMEOUT));
  }

  public void readConfirmation(RemoteReply reply) {
    if (reply.status() == 429 || reply.status() >= 500) {
      throw new UnavailableException(
          "Slack answered " + reply.status(), reply.retryAfter().orElse(null));
    }
    if (!reply.isSuccess()) {
      throw new RefusedException(
          "slack_refused",
          "Slack refused the message with " + reply.status() + "; check SLACK_WEBHOOK_URL");
    }
  }

  /** What Slack asks for, so that a text can neither link nor mention. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
