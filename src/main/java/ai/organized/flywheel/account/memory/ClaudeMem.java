package ai.organized.flywheel.account.memory;

import ai.organized.flywheel.account.memory.Memory.Fix;
import ai.organized.flywheel.account.source.Question;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Settings.Accounts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what claude-mem remembers of a client's project: from its file when one is set, else from
 * its HTTP port. Only a project that the client's config names is ever asked for.
 */
public final class ClaudeMem {
  private static final String SOURCE = "memory";

  private final Accounts accounts;
  private final Function<RemoteCall, RemoteReply> send;

  /**
   * @param send brings one call to its address and its reply back; throws {@code
   *     UnavailableException} when there is no reply
   */
  public ClaudeMem(Accounts accounts, Function<RemoteCall, RemoteReply> send) {
    this.accounts = accounts;
    this.send = send;
  }

  /** Nothing is asked yet; without its observations the whole memory is unknown. */
  public Reading<Memory> open(ClientConfig client, Deadline deadline) {
    Optional<String> named = client.accounts().memoryProject();
    if (named.isEmpty()) {
      return Reading.off(SOURCE);
    }
    String project = named.get();
    Optional<MemoryRows> configured = rows(client, project, deadline);
    if (configured.isEmpty()) {
      return Reading.unknown(
          SOURCE,
          "set CLAUDE_MEM_DB_PATH to claude-mem's file, or CLAUDE_MEM_URL to its worker's address");
    }
    MemoryRows rows = configured.get();
    Reading<Memory> reading = Reading.of(SOURCE, deadline);
    Redactions redactions = reading.redactions();
    Question<List<Fix>> fixes =
        reading.first(
            "past fixes", () -> new Observations(project, redactions).fixes(rows.observations()));
    Question<List<String>> learned =
        reading.add(
            "session summaries",
            () -> new Summaries(project, redactions).learned(rows.summaries()));
    return reading.becomes(
        () -> new Memory(project, fixes.answer().asOptional().orElseThrow(), learned.answer()));
  }

  private Optional<MemoryRows> rows(ClientConfig client, String project, Deadline deadline) {
    Optional<MemoryRows> file =
        accounts.claudeMemDatabase().map(path -> new ClaudeMemFile(path, project, deadline));
    return file.or(
        () ->
            accounts
                .claudeMem()
                .map(address -> new ClaudeMemPort(send, address, client.id(), project, deadline)));
  }
}
