package ai.organized.flywheel.demo;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * A claude-mem.db as claude-mem 13.25.3 makes it, in WAL mode, as far as its tables of observations
 * and summaries go; filled from a description of one project's memory.
 */
public final class ClaudeMemDatabase {
  private static final String SYNC =
      " synced_at integer, origin_device_id text, origin_local_id integer, sync_rev integer)";

  private static final String OBSERVATIONS =
      "create table if not exists observations (id integer primary key autoincrement,"
          + " memory_session_id text not null, project text not null, text text, type text not null,"
          + " title text, subtitle text, facts text, narrative text, concepts text, files_read text,"
          + " files_modified text, prompt_number integer, created_at text not null,"
          + " created_at_epoch integer not null, discovery_tokens integer default 0,"
          + " content_hash text, generated_by_model text, relevance_count integer default 0,"
          + " merged_into_project text, agent_type text, agent_id text, metadata text,"
          + SYNC;

  private static final String SUMMARIES =
      "create table if not exists session_summaries (id integer primary key autoincrement,"
          + " memory_session_id text not null, project text not null, request text,"
          + " investigated text, learned text, completed text, next_steps text, files_read text,"
          + " files_edited text, notes text, prompt_number integer, created_at text not null,"
          + " created_at_epoch integer not null, discovery_tokens integer default 0,"
          + " merged_into_project text,"
          + SYNC;

  private static final List<String> OBSERVATION =
      List.of(
          "memory_session_id",
          "project",
          "type",
          "title",
          "subtitle",
          "facts",
          "narrative",
          "concepts",
          "merged_into_project",
          "created_at",
          "created_at_epoch");

  private static final List<String> SUMMARY =
      List.of(
          "memory_session_id",
          "project",
          "request",
          "investigated",
          "learned",
          "completed",
          "next_steps",
          "created_at",
          "created_at_epoch");

  private ClaudeMemDatabase() {}

  /**
   * Makes the file, or adds to it.
   *
   * @param memory JSON with {@code project}, {@code observations} and {@code summaries}
   */
  public static void write(Path file, String memory) {
    JsonNode described = Json.parse(memory);
    try (Connection connection = open(file)) {
      try (Statement ddl = connection.createStatement()) {
        ddl.execute(OBSERVATIONS);
        ddl.execute(SUMMARIES);
      }
      insert(connection, "observations", OBSERVATION, described);
      insert(connection, "session_summaries", SUMMARY, described);
    } catch (SQLException e) {
      throw new BrokenException("cannot write " + file, e);
    }
  }

  /** As the worker opens it. */
  public static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  private static void insert(
      Connection connection, String table, List<String> columns, JsonNode memory)
      throws SQLException {
    String sql =
        "insert into "
            + table
            + " ("
            + String.join(", ", columns)
            + ") values (?"
            + ", ?".repeat(columns.size() - 1)
            + ")";
    String list = table.equals("observations") ? table : "summaries";
    try (PreparedStatement row = connection.prepareStatement(sql)) {
      for (JsonNode described : memory.path(list)) {
        for (int i = 0; i < columns.size(); i++) {
          row.setObject(i + 1, value(described, columns.get(i), memory));
        }
        row.execute();
      }
    }
  }

  private static Object value(JsonNode row, String column, JsonNode memory) {
    if (column.equals("created_at_epoch")) {
      return Instant.parse(row.path("created_at").asText()).toEpochMilli();
    }
    if (column.equals("project") && !row.has("project")) {
      return memory.path("project").asText();
    }
    JsonNode value = row.path(column);
    return value.isArray() ? value.toString() : value.textValue(); // lists are JSON as text
  }
}
