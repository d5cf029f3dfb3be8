package ai.organized.flywheel.notify;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.storage.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The table {@code notifications}. */
public final class Outbox {
  private final Jdbi jdbi;
  private final Lease lease;

  public Outbox(Jdbi jdbi, Lease lease) {
    this.jdbi = jdbi;
    this.lease = lease;
  }

  /** Adds a message in the transaction of what it tells, so that neither is without the other. */
  public void add(Handle handle, ClientId client, Message message) {
    add(handle, client, message.kind(), message.words(), BlockKit.of(message).toString());
  }

  public void add(ClientId client, Message message) {
    jdbi.useHandle(handle -> add(handle, client, message));
  }

  /** A plain sentence. */
  public void add(Handle handle, ClientId client, String kind, String text) {
    add(handle, client, kind, text, null);
  }

  public void add(ClientId client, String kind, String text) {
    jdbi.useHandle(handle -> add(handle, client, kind, text));
  }

  private void add(Handle handle, ClientId client, String kind, String text, String blocks) {
    handle.execute(
        "insert into notifications (id, client_id, kind, text, blocks, created_at, next_try)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        UUID.randomUUID().toString(),
        client.value(),
        kind,
        text,
        blocks,
        lease.now(),
        lease.now());
  }

  /** Takes every message that is due and that nobody else holds, the oldest first. */
  public List<Notification> take() {
    return take(any -> true);
  }

  /**
   * The same of those that can be told now; the others stay as they are.
   *
   * @param now asked once for each that is due, the oldest first
   */
  List<Notification> take(Predicate<Notification> now) {
    return due().stream().filter(now).filter(this::claim).toList();
  }

  private List<Notification> due() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from notifications where sent_at is null and next_try <= :now and"
                        + " (lease_until is null or lease_until < :now) order by created_at, id")
                .bind("now", lease.now())
                .map(
                    (row, context) ->
                        new Notification(
                            row.getString("id"),
                            new ClientId(row.getString("client_id")),
                            row.getString("kind"),
                            row.getString("text"),
                            Optional.ofNullable(row.getString("blocks")),
                            row.getInt("failures")))
                .list());
  }

  private boolean claim(Notification notification) {
    return jdbi.withHandle(
        handle ->
            handle.execute(
                    "update notifications set lease_owner = ?, lease_until = ? where id = ? and"
                        + " sent_at is null and next_try <= ?"
                        + " and (lease_until is null or lease_until < ?)",
                    lease.owner(),
                    lease.until(),
                    notification.id(),
                    lease.now(),
                    lease.now())
                == 1);
  }

  /**
   * @param by {@code slack}, or {@code log} when there is nowhere to send it
   */
  public void sent(Notification notification, String by) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update notifications set sent_at = ?, sent_by = ?, lease_owner = null,"
                    + " lease_until = null where id = ? and lease_owner = ?",
                lease.now(),
                by,
                notification.id(),
                lease.owner()));
  }

  /** It was tried, and failed. */
  void postpone(Notification notification, Duration delay) {
    later(notification, delay, 1);
  }

  /** It is not its turn yet. */
  void later(Notification notification, Duration delay) {
    later(notification, delay, 0);
  }

  private void later(Notification notification, Duration delay, int failures) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update notifications set failures = failures + ?, next_try = ?, lease_owner ="
                    + " null, lease_until = null where id = ? and lease_owner = ?",
                failures,
                lease.now() + delay.toMillis(),
                notification.id(),
                lease.owner()));
  }
}
