package ai.organized.flywheel.account;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.storage.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The table {@code account_states}, and the files that show it. */
public final class AccountStates {
  /** How far back it is looked for what a silent source told last. */
  private static final int LOOKED_BACK = 50;

  private final Jdbi jdbi;
  private final Clients clients;
  private final Clock clock;

  public AccountStates(Jdbi jdbi, Clients clients, Clock clock) {
    this.jdbi = jdbi;
    this.clients = clients;
    this.clock = clock;
  }

  /**
   * The prompt of a client as things stand.
   *
   * @param stateVersion of the state it was built from; empty when there is none
   */
  public record Prompt(String text, Optional<String> stateVersion) {}

  /**
   * A state that is kept.
   *
   * @param number the how manieth of its client it is
   * @param reason why it is another version than the one before
   */
  public record Kept(int number, String reason, AccountState state) {}

  public Optional<AccountState> newest(ClientId client) {
    return jdbi.withHandle(handle -> history(handle, client, 1)).stream()
        .findFirst()
        .map(Kept::state);
  }

  /** The newest first, so many at most. */
  public List<Kept> history(ClientId client, int most) {
    return jdbi.withHandle(handle -> history(handle, client, most));
  }

  public Prompt prompt(ClientId client, String displayName) {
    Optional<AccountState> state = newest(client);
    return new Prompt(SystemPrompt.build(displayName, state), state.map(AccountState::version));
  }

  /** What the sources told, when they were asked so short a while ago. */
  Optional<AccountSources> readWithin(ClientId client, Duration recently) {
    boolean recent =
        jdbi.withHandle(
            handle ->
                handle
                        .createQuery(
                            "select count(*) from account_collections"
                                + " where client_id = ? and read_at > ?")
                        .bind(0, client.value())
                        .bind(1, clock.millis() - recently.toMillis())
                        .mapTo(Integer.class)
                        .one()
                    > 0);
    return recent ? newest(client).map(AccountState::sources) : Optional.empty();
  }

  /** Whether the container was replaced since the state of that version. */
  public boolean isMajorStepSince(ClientId client, String version) {
    return newest(client).map(state -> major(state.version()) > major(version)).orElse(false);
  }

  private static int major(String version) {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /**
   * Keeps what the sources tell now, as a new version when it is something new, else in place of
   * the newest: numbers go on counting, and another fault has another reason. Ties it to the
   * experiments that came in since the last time.
   *
   * @param asked whether the sources were asked for this one
   */
  public StateVersion keep(ClientId client, AccountSources now, boolean asked) {
    return keep(client, now, asked, (handle, version) -> {});
  }

  /**
   * @param together what is told of the version, in the same transaction
   */
  StateVersion keep(
      ClientId client,
      AccountSources now,
      boolean asked,
      BiConsumer<Handle, StateVersion> together) {
    StateVersion version =
        jdbi.inTransaction(
            handle -> {
              if (asked) {
                handle.execute(
                    "update account_collections set read_at = ? where client_id = ?",
                    clock.millis(),
                    client.value());
              }
              StateVersion kept = keep(handle, client, now);
              together.accept(handle, kept);
              return kept;
            });
    project(client);
    return version;
  }

  private StateVersion keep(Handle handle, ClientId client, AccountSources now) {
    List<Kept> before = history(handle, client, LOOKED_BACK);
    StateVersion version = StateVersion.next(before.stream().map(Kept::state).toList(), now);
    AccountState state = new AccountState(client.value(), version.version(), clock.instant(), now);
    String json = new String(AccountStateJson.write(state), StandardCharsets.UTF_8);
    if (version.change() != StateVersion.Change.SAME) {
      handle.execute(
          "insert into account_states (client_id, number, version, reason, state, format, taken_at)"
              + " values (?, ?, ?, ?, ?, ?, ?)",
          client.value(),
          before.isEmpty() ? 1 : before.get(0).number() + 1,
          version.version(),
          version.reason(),
          json,
          AccountStateJson.FORMAT,
          clock.millis());
    } else if (!before.get(0).state().sources().equals(now)) {
      handle.execute(
          "update account_states set state = ?, format = ?, taken_at = ?"
              + " where client_id = ? and number = ?",
          json,
          AccountStateJson.FORMAT,
          clock.millis(),
          client.value(),
          before.get(0).number());
    }
    handle.execute(
        "update experiments set account_state_version = ?"
            + " where client_id = ? and account_state_version is null",
        version.version(),
        client.value());
    return version;
  }

  /** Writes the newest state to its two files; a crash before this is mended by the next keep. */
  private void project(ClientId client) {
    Kept newest = history(client, 1).get(0);
    byte[] json = AccountStateFile.write(clients.config(client).displayName(), newest);
    Path folder = clients.folder(client);
    WholeFile.write(
        folder.resolve("account_state_v" + newest.number() + ".json"), out -> out.write(json));
    WholeFile.write(folder.resolve("account_state.json"), out -> out.write(json));
  }

  private static List<Kept> history(Handle handle, ClientId client, int most) {
    return handle
        .createQuery(
            "select number, version, reason, state, format, taken_at from account_states"
                + " where client_id = :client order by number desc limit :most")
        .bind("client", client.value())
        .bind("most", most)
        .map(
            (row, context) ->
                new Kept(
                    row.getInt("number"),
                    row.getString("reason"),
                    row.getInt("format") == AccountStateJson.FORMAT
                        ? AccountStateJson.read(
                            row.getString("state").getBytes(StandardCharsets.UTF_8))
                        : new AccountState(
                            client.value(),
                            row.getString("version"),
                            Instant.ofEpochMilli(row.getLong("taken_at")),
                            AccountSources.unknown("collected by an earlier Flywheel"))))
        .list();
  }
}
