package ai.organized.flywheel.notify;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.storage.Backoff;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a message: confirmed, later again, or told to the log. */
public final class TellPeople {
  private static final Logger LOG = LoggerFactory.getLogger(TellPeople.class);

  private final Outbox outbox;

  public TellPeople(Outbox outbox) {
    this.outbox = outbox;
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
    LOG.warn(
        "Slack did not confirm ({}); again in {} ms",
        thrown instanceof UnavailableException
            ? thrown.getMessage()
            : thrown.getClass().getSimpleName(),
        delay.toMillis());
    outbox.postpone(notification, delay);
  }
}
