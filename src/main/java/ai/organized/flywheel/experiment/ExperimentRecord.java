package ai.organized.flywheel.experiment;

import ai.organized.flywheel.client.ClientId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One scored experiment, the nine fields of seed 002.
 *
 * @param score 0 to 1
 * @param accountSnapshot what was true in the account at that moment
 * @param extra keys the record came with beyond the nine; never null
 */
public record ExperimentRecord(
    UUID id,
    ClientId client,
    String runId,
    String problem,
    String solution,
    double score,
    Instant timestamp,
    ObjectNode accountSnapshot,
    List<String> sourcesUsed,
    ObjectNode extra) {

  /**
   * @throws InvalidFieldException naming the first field that is missing, empty or out of range
   */
  public ExperimentRecord {
    require(id != null, "id", "is missing");
    require(client != null, "client_id", "is missing");
    require(runId != null && !runId.isBlank(), "run_id", "is missing or empty");
    require(problem != null && !problem.isBlank(), "problem", "is missing or empty");
    require(solution != null && !solution.isBlank(), "solution", "is missing or empty");
    require(Double.isFinite(score), "score", "is not a number");
    require(score >= 0 && score <= 1, "score", "is " + score + ", outside 0 to 1");
    require(timestamp != null, "timestamp", "is missing");
    require(accountSnapshot != null, "account_snapshot", "is missing");
    require(sourcesUsed != null, "sources_used", "is missing");
    require(extra != null, "extra", "is missing");
    sourcesUsed = List.copyOf(sourcesUsed);
  }

  private static void require(boolean holds, String field, String otherwise) {
    if (!holds) {
      throw new InvalidFieldException(field, otherwise);
    }
  }

  /** The same record with the score moved into 0 to 1. */
  public static double clamp(double score) {
    return Math.max(0, Math.min(1, score));
  }
}
