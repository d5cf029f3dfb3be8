package ai.organized.flywheel.account.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Whose a row is and when it was written, in any version of claude-mem. */
final class MemoryRow {
  private MemoryRow() {}

  /** Rows of a worktree keep their own project and name the one they were merged into. */
  static boolean isOf(String project, JsonNode row) {
    return project.equals(row.path("project").textValue())
        || project.equals(row.path("merged_into_project").textValue());
  }

  /** The smallest number when the row tells no time, so that it is the oldest. */
  static long epochMillis(JsonNode row) {
    return time(row).map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
  }

  /** ISO-8601 date, UTC. */
  static Optional<String> day(JsonNode row) {
    return time(row).map(time -> time.atOffset(ZoneOffset.UTC).toLocalDate().toString());
  }

  private static Optional<Instant> time(JsonNode row) {
    try {
      return row.path("created_at_epoch").canConvertToLong()
          ? Optional.of(Instant.ofEpochMilli(row.path("created_at_epoch").longValue()))
          : Optional.of(Instant.parse(row.path("created_at").asText()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
