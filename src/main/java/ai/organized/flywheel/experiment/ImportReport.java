package ai.organized.flywheel.experiment;

import ai.organized.flywheel.client.ClientId;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What became of a drop.
 *
 * @param read objects and lines that were looked at
 * @param added records that are new
 * @param known records that were there already
 * @param conflicts ids that were there with another content or under another client; the first
 *     stays
 * @param refusals what we will not use, up to a limit; {@code refused} counts all
 * @param redacted how many secrets and addresses were taken out of what was read, by kind
 * @param clients whose records are in it, new or known: a drop that was read before a crash must
 *     still be able to ask for their models
 */
public record ImportReport(
    long read,
    long added,
    long known,
    List<UUID> conflicts,
    long refused,
    List<RecordRefusal> refusals,
    SortedMap<String, Integer> redacted,
    List<String> warnings,
    Set<ClientId> clients) {

  /** Whether there is something in it that we will not use. */
  public boolean hasRefusals() {
    return refused > 0 || !conflicts.isEmpty();
  }

  public boolean acceptedSome() {
    return added + known > 0;
  }

  /** 200 when something of it is in the store, 422 when all of it was refused. */
  @JsonIgnore
  public int getHttpStatus() {
    return acceptedSome() || !hasRefusals() ? 200 : 422;
  }
}
