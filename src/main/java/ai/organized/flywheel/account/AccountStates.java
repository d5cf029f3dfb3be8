package ai.organized.flywheel.account;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.storage.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The table {@code account_states}, and the files that show it. */
public final class AccountStates {
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

  /** A state that is kept, and the how manieth of its client it is. */
  private record Numbered(int number, AccountState state) {}

  public Optional<AccountState> newest(ClientId client) {
    return jdbi.withHandle(handle -> newest(handle, client)).map(Numbered::state);
  }

  public Prompt prompt(ClientId client, String displayName) {
    Optional<AccountState> state = newest(client);
    return new Prompt(SystemPrompt.build(displayName, state), state.map(AccountState::version));
  }

  /** Whether the container was replaced since the state of that version. */
  public boolean isMajorStepSince(ClientId client, String version) {
    return newest(client).map(state -> major(state.version()) > major(version)).orElse(false);
  }

  private static int major(String version) {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /** Keeps what the sources tell now, as a new version when it is something new. */
  public StateVersion keep(ClientId client, AccountSources now) {
    StateVersion version = jdbi.inTransaction(handle -> keep(handle, client, now));
    project(client);
    return version;
  }

  private StateVersion keep(Handle handle, ClientId client, AccountSources now) {
    Optional<Numbered> previous = newest(handle, client);
    StateVersion version = StateVersion.next(previous.map(Numbered::state), now);
    if (version.change() != StateVersion.Change.SAME) {
      AccountState state =
          new AccountState(client.value(), version.version(), clock.instant(), now);
      handle.execute(
          "insert into account_states (client_id, number, version, reason, state, taken_at)"
              + " values (?, ?, ?, ?, ?, ?)",
          client.value(),
          previous.map(Numbered::number).orElse(0) + 1,
          version.version(),
          version.reason(),
          new String(AccountStateJson.write(state), StandardCharsets.UTF_8),
          clock.millis());
    }
    return version;
  }

  /** Writes the newest state to its two files; a crash before this is mended by the next drop. */
  private void project(ClientId client) {
    jdbi.withHandle(handle -> newest(handle, client))
        .ifPresent(
            newest -> {
              byte[] json = AccountStateJson.write(newest.state());
              Path folder = clients.folder(client);
              WholeFile.write(
                  folder.resolve("account_state_v" + newest.number() + ".json"),
                  out -> out.write(json));
              WholeFile.write(folder.resolve("account_state.json"), out -> out.write(json));
            });
  }

  private static Optional<Numbered> newest(Handle handle, ClientId client) {
    return handle
        .createQuery(
            "select number, state from account_states where client_id = :client"
                + " order by number desc limit 1")
        .bind("client", client.value())
        .map(
            (row, context) ->
                new Numbered(
                    row.getInt("number"),
                    AccountStateJson.read(row.getString("state").getBytes(StandardCharsets.UTF_8))))
        .findOne();
  }
}
