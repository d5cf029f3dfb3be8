package ai.organized.flywheel.notify;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Slack's incoming webhooks, one a client or one for all: 200 and the text {@code ok}, or an error
 * as one word of plain text, of which only 429 and 5xx are worth another try.
 */
public final class SlackWebhook {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** What stands in a notification where blocks cannot be shown; Slack takes ten times as much. */
  private static final int FALLBACK = 4_000;

  private final Function<ClientId, Secret> addresses;
  private final Pace pace;

  /**
   * @param addresses the webhook of each client; one that is not set is off
   */
  public SlackWebhook(Function<ClientId, Secret> addresses, Clock clock) {
    this.addresses = addresses;
    this.pace = new Pace(clock);
  }

  public boolean isOn(Notification notification) {
    return addresses.apply(notification.client()).isSet();
  }

  /** The first message of each webhook that takes one now, and what goes to the log. */
  Predicate<Notification> oneOfEach() {
    Set<String> asked = new HashSet<>();
    return notification -> {
      String address = addresses.apply(notification.client()).value();
      return !isOn(notification) || (asked.add(address) && pace.isFree(address));
    };
  }

  /** How long its webhook is to be left alone before it takes this message; zero: send it now. */
  Duration turn(Notification notification) {
    return pace.turn(addresses.apply(notification.client()).value());
  }

  /** Its webhook asked for time, or did not answer. */
  void quiet(Notification notification, Duration length) {
    pace.quiet(addresses.apply(notification.client()).value(), length);
  }

  public RemoteCall send(Notification notification) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("text", BlockKit.escaped(notification.text(), FALLBACK));
    notification.blocks().ifPresent(blocks -> body.set("blocks", Json.parse(blocks)));
    URI address = URI.create(addresses.apply(notification.client()).value());
    return RemoteCall.postJson(notification.client(), address, null, body.toString())
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
          "Slack refused the message with "
              + reply.status()
              + word(reply)
              + "; check SLACK_WEBHOOK_URL, or the one with the client's name at its end");
    }
  }

  /** Slack's own word; anything longer may be the page of whoever stands in between. */
  private static String word(RemoteReply reply) {
    String body = reply.body() == null ? "" : reply.body();
    return body.matches("[a-z_]{1,60}") ? " (" + body + ")" : "";
  }
}
