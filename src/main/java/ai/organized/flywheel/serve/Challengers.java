package ai.organized.flywheel.serve;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The table {@code challengers}: which version a client tries out beside the one that answers. */
public final class Challengers {
  /** More would make it the champion in all but name. */
  public static final double MOST_PERCENT = 50;

  private static final Set<ModelState> MAY_CHALLENGE =
      Set.of(ModelState.READY, ModelState.HELD, ModelState.ARCHIVED);

  private final Jdbi jdbi;
  private final ModelRegistry registry;
  private final AuditLog audit;
  private final Clock clock;

  /**
   * One trial.
   *
   * @param percent of the conversations that it answers, 0 to 50; of no meaning to a shadow
   * @param salt another for each trial, so that each draws anew who belongs to it
   */
  public record Challenger(
      ClientId client, int version, double percent, boolean shadow, String salt, Instant since) {

    /** {@code v3, 12.5 % of the conversations} or {@code v3, in shadow}. */
    public String words() {
      String share =
          shadow
              ? "in shadow"
              : String.format(Locale.ROOT, "%.2f", percent).replaceAll("\\.?0+$", "")
                  + " % of the conversations";
      return "v" + version + ", " + share;
    }
  }

  public Challengers(Jdbi jdbi, ModelRegistry registry, AuditLog audit, Clock clock) {
    this.jdbi = jdbi;
    this.registry = registry;
    this.audit = audit;
    this.clock = clock;
  }

  /** Of a client, if it tries one out. */
  public Optional<Challenger> of(ClientId client) {
    return jdbi.withHandle(handle -> of(handle, client));
  }

  /** The version that is tried out and can still be asked. */
  Optional<ModelVersion> version(Challenger challenger) {
    return jdbi.withHandle(
        handle ->
            Optional.of(registry.version(handle, challenger.client(), challenger.version()))
                .filter(Challengers::mayChallenge));
  }

  private static Optional<Challenger> of(Handle handle, ClientId client) {
    return handle
        .createQuery("select * from challengers where client_id = ?")
        .bind(0, client.value())
        .map(
            (row, context) ->
                new Challenger(
                    client,
                    row.getInt("version"),
                    row.getDouble("percent"),
                    row.getInt("shadow") == 1,
                    row.getString("salt"),
                    Instant.ofEpochMilli(row.getLong("since"))))
        .findOne();
  }

  private static boolean mayChallenge(ModelVersion version) {
    return MAY_CHALLENGE.contains(version.state())
        && version.modelId().isPresent()
        && version.removingAt().isEmpty();
  }

  /**
   * Lets a version answer a share of the conversations. The same version with another share keeps
   * its conversations.
   *
   * @param percent 0 to 50, with two decimals at most
   * @throws RefusedException when it is no such share, or the version may not answer
   */
  public Challenger answer(String actor, ClientId client, int version, double percent) {
    boolean twoDecimals = Math.abs(percent * 100 - Math.rint(percent * 100)) < 1e-6;
    if (!(percent >= 0 && percent <= MOST_PERCENT && twoDecimals)) {
      throw new RefusedException(
          "bad_percent",
          "a challenger answers 0 to 50 percent of the conversations, with two decimals at most; to"
              + " let it answer more, promote it: flywheel fine-tune promote --client "
              + client
              + " --version "
              + version);
    }
    return begin(actor, client, version, percent, false);
  }

  /**
   * Lets a version get copies of what is asked; its answers go nowhere.
   *
   * @throws RefusedException when the version may not answer
   */
  public Challenger shadow(String actor, ClientId client, int version) {
    return begin(actor, client, version, 0, true);
  }

  private Challenger begin(
      String actor, ClientId client, int version, double percent, boolean shadow) {
    return jdbi.inTransaction(
        handle -> {
          requireMayChallenge(handle, client, version);
          String salt =
              of(handle, client)
                  .filter(before -> before.version() == version)
                  .map(Challenger::salt)
                  .orElseGet(() -> UUID.randomUUID().toString());
          Challenger challenger =
              new Challenger(client, version, percent, shadow, salt, clock.instant());
          handle.execute(
              "insert into challengers (client_id, version, percent, shadow, salt, since)"
                  + " values (?, ?, ?, ?, ?, ?) on conflict (client_id) do update set"
                  + " version = excluded.version, percent = excluded.percent,"
                  + " shadow = excluded.shadow, salt = excluded.salt, since = excluded.since",
              client.value(),
              version,
              percent,
              shadow ? 1 : 0,
              salt,
              challenger.since().toEpochMilli());
          audit.add(handle, actor, Action.CHALLENGED, client, version, challenger.words());
          return challenger;
        });
  }

  private void requireMayChallenge(Handle handle, ClientId client, int version) {
    ModelVersion wanted = registry.version(handle, client, version);
    if (!mayChallenge(wanted)) {
      throw new RefusedException(
          "cannot_challenge",
          "version "
              + version
              + " of client "
              + client
              + " is "
              + (wanted.removingAt().isPresent()
                  ? "removed from its server"
                  : wanted.state().word())
              + "; only a ready, held or archived version with a model can be tried out. See:"
              + " flywheel fine-tune list --client "
              + client);
    }
    if (registry.activeVersion(handle, client).isEmpty()) {
      throw new RefusedException(
          "no_active_model",
          "client "
              + client
              + " has no active model beside which v"
              + version
              + " could be tried out. To let it answer: flywheel fine-tune promote --client "
              + client
              + " --version "
              + version);
    }
  }

  /**
   * @param because why, in words
   * @return what was tried out until now
   */
  public Optional<Challenger> end(String actor, ClientId client, String because) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Challenger> before = of(handle, client);
          before.ifPresent(
              challenger -> {
                handle.execute("delete from challengers where client_id = ?", client.value());
                audit.add(
                    handle,
                    actor,
                    Action.CHALLENGE_ENDED,
                    client,
                    challenger.version(),
                    challenger.words() + ": " + because);
              });
          return before;
        });
  }
}
