package ai.organized.flywheel.account.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Rows of one project as claude-mem keeps them, each an object by column name; columns that its
 * version does not have are absent.
 */
interface MemoryRows {
  /** At least this many of the newest are asked for. */
  int OBSERVATIONS = 50;

  int SUMMARIES = 20;

  /** Fixes, decisions and patterns; {@link Observations} looks through them again. */
  List<JsonNode> observations();

  /** Of sessions in which nothing sensitive was observed. */
  List<JsonNode> summaries();
}
