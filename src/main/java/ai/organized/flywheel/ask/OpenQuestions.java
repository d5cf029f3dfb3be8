package ai.organized.flywheel.ask;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.storage.Lease;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A table with one open question a client, and the last answer: drops and schedules only ask, and
 * whoever takes a question answers it. {@code cycles} asks for a model, {@code account_collections}
 * for what is true in the accounts, {@code evaluation_requests} whether a model is still good.
 */
public final class OpenQuestions {
  /** The rest is taken a moment later; what is taken must have its turn before its lease ends. */
  private static final int MOST = 20;

  private final Jdbi jdbi;
  private final String table;
  private final Lease lease;
  private final Duration settle;

  /**
   * @param settle how long no drop may have come before a question is taken
   */
  public OpenQuestions(Jdbi jdbi, String table, Lease lease, Duration settle) {
    this.jdbi = jdbi;
    this.table = table;
    this.lease = lease;
    this.settle = settle;
  }

  /** Asks for these clients; asking again before the answer is one question. */
  public void ask(Collection<ClientId> clients, String because) {
    jdbi.useTransaction(handle -> clients.forEach(client -> ask(handle, client, because)));
  }

  /** The same for one, in the transaction of what it is asked after. */
  public void ask(Handle handle, ClientId client, String because) {
    handle
        .createUpdate(
            "insert into "
                + table
                + " (client_id, asked_at, because)"
                + " values (:client, :now, :because) on conflict (client_id)"
                + " do update set asked_at = excluded.asked_at, because = excluded.because")
        .bind("client", client.value())
        .bind("now", lease.now())
        .bind("because", because)
        .execute();
  }

  /** A question that is taken: {@code askedAt} tells whether it was asked again meanwhile. */
  public record Question(ClientId client, long askedAt, String because) {}

  /** Takes questions that have settled and that nobody else holds, {@value #MOST} at most. */
  public List<Question> take() {
    return due().stream().limit(MOST).filter(this::claim).toList();
  }

  /** Takes the question of one client, when it has settled and nobody else holds it. */
  public Optional<Question> takeOf(ClientId client) {
    return due().stream().filter(q -> q.client().equals(client)).filter(this::claim).findFirst();
  }

  private List<Question> due() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select client_id, asked_at, because from "
                        + table
                        + " where asked_at <= :settled"
                        + " and (lease_until is null or lease_until < :now) order by asked_at")
                .bind("settled", lease.now() - settle.toMillis())
                .bind("now", lease.now())
                .map(
                    (row, context) ->
                        new Question(
                            new ClientId(row.getString("client_id")),
                            row.getLong("asked_at"),
                            row.getString("because")))
                .list());
  }

  private boolean claim(Question question) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "update "
                            + table
                            + " set lease_owner = :owner, lease_until = :until where"
                            + " client_id = :client and asked_at = :asked"
                            + " and (lease_until is null or lease_until < :now)")
                    .bind("owner", lease.owner())
                    .bind("until", lease.until())
                    .bind("client", question.client().value())
                    .bind("asked", question.askedAt())
                    .bind("now", lease.now())
                    .execute()
                == 1);
  }

  /** Holds a question for longer; said after every part of an answer that can take its time. */
  public void renew(Question question) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update "
                        + table
                        + " set lease_until = :until where client_id = :client"
                        + " and lease_owner = :owner")
                .bind("until", lease.until())
                .bind("client", question.client().value())
                .bind("owner", lease.owner())
                .execute());
  }

  /** Answers a question and lets go; one that was asked again meanwhile stays open. */
  public void answer(Question question, String answer) {
    jdbi.useHandle(handle -> answer(handle, question, answer));
  }

  /**
   * The same, and what is told of it: in one transaction, and only by who still has the question.
   */
  public void answer(Question question, String answer, Consumer<Handle> told) {
    jdbi.useTransaction(
        handle -> {
          if (answer(handle, question, answer)) {
            told.accept(handle);
          }
        });
  }

  private boolean answer(Handle handle, Question question, String answer) {
    return handle
            .createUpdate(
                "update "
                    + table
                    + " set answer = :answer, answered_at = :now,"
                    + " asked_at = case when asked_at = :asked then null else asked_at end,"
                    + " lease_owner = null, lease_until = null"
                    + " where client_id = :client and lease_owner = :owner")
            .bind("answer", answer)
            .bind("now", lease.now())
            .bind("asked", question.askedAt())
            .bind("client", question.client().value())
            .bind("owner", lease.owner())
            .execute()
        == 1;
  }

  /** Leaves a question open for now and lets go; it is taken again when it has settled anew. */
  public void later(Question question, String answer) {
    later(question, answer, Duration.ZERO);
  }

  /**
   * @param wait before which it is not taken again, unless it is asked anew
   */
  public void later(Question question, String answer, Duration wait) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update "
                        + table
                        + " set answer = :answer, asked_at = :again, lease_owner = null,"
                        + " lease_until = null where client_id = :client and lease_owner = :owner")
                .bind("answer", answer)
                .bind("again", lease.now() + wait.toMillis())
                .bind("client", question.client().value())
                .bind("owner", lease.owner())
                .execute());
  }

  /** Whether something is asked of the client that has no answer yet. */
  public boolean isOpen(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createQuery(
                        "select count(*) from "
                            + table
                            + " where client_id = ? and asked_at is not null")
                    .bind(0, client.value())
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  /** The last answer that the client got. */
  public Optional<String> lastAnswer(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select answer from " + table + " where client_id = ? and answer is not null")
                .bind(0, client.value())
                .mapTo(String.class)
                .findOne());
  }
}
