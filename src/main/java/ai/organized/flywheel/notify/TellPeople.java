package ai.organized.flywheel.notify;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.storage.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a message: confirmed, later again, or told to the log. */
public final class TellPeople {
  private static final Logger LOG = LoggerFactory.getLogger(TellPeople.class);

  private final Outbox outbox;
  private final SlackWebhook webhook;

  public TellPeople(Outbox outbox, SlackWebhook webhook) {
    this.outbox = outbox;
    this.webhook = webhook;
  }

  /**
   * Takes one message of each webhook, and all that go to the log: one that hangs holds up the
   * others once, not once a message.
   */
  public List<Notification> take() {
    return outbox.take(webhook.oneOfEach());
  }

  /** Whether its webhook takes a message now; otherwise it is taken again when it does. */
  public boolean isTurn(Notification notification) {
    Duration wait = webhook.turn(notification);
    if (!wait.isZero()) {
      outbox.later(notification, wait);
    }
    return wait.isZero();
  }

  public void confirmed(Notification notification) {
    outbox.sent(notification, "slack");
  }

  /** There is nowhere to send it: it is told once, here. */
  public void log(Notification notification) {
    LOG.warn("{}: {}", notification.kind(), notification.text());
    outbox.sent(notification, "log");
  }

  /** Refused for good: told to the log instead. Anything else: later again. */
  public void failed(Notification notification, Throwable thrown) {
    if (thrown instanceof RefusedException) {
      LOG.warn("not sent to Slack: {}", thrown.getMessage());
      log(notification);
      return;
    }
    Optional<Duration> retryAfter =
        thrown instanceof UnavailableException busy ? busy.retryAfter() : Optional.empty();
    Duration delay = Backoff.after(notification.failures(), retryAfter);
    webhook.quiet(notification, delay);
    LOG.warn(
        "Slack did not confirm ({}); again in {} ms",
        thrown instanceof UnavailableException
            ? thrown.getMessage()
            : thrown.getClass().getSimpleName(),
        delay.toMillis());
    outbox.postpone(notification, delay);
  }
}
