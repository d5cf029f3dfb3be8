package ai.organized.flywheel.account.memory;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * claude-mem's own SQLite file, read beside the worker that writes it: opened read-only where it
 * lies, because a copy without its {@code -wal} would miss the newest rows.
 *
 * <p>Its schema changes with its releases, several a week: columns are probed, and a column that is
 * not there is left out of the question.
 */
final class ClaudeMemFile implements MemoryRows {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Of SQLite's machine between two looks at the time: a millisecond or so. */
  private static final int STEPS = 100_000;

  private final Path file;
  private final String project;
  private final Deadline deadline;

  ClaudeMemFile(Path file, String project, Deadline deadline) {
    this.file = file;
    this.project = project;
    this.deadline = deadline;
  }

  @Override
  public List<JsonNode> observations() {
    return ask(
        connection ->
            rows(connection, MemorySql.observations(columns(connection, "observations"))));
  }

  @Override
  public List<JsonNode> summaries() {
    return ask(
        connection ->
            rows(
                connection,
                MemorySql.summaries(
                    columns(connection, "session_summaries"),
                    columns(connection, "observations"))));
  }

  private interface Asking {
    List<JsonNode> rows(Connection connection) throws SQLException;
  }

  private List<JsonNode> ask(Asking asking) {
    if (!Files.isRegularFile(file)) {
      throw refused("there is no such file");
    }
    try (Connection connection = open()) {
      return asking.rows(connection);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private Connection open() throws SQLException {
    Duration left = deadline.require("claude-mem's file");
    Duration wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout((int) wait.toMillis());
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri() + "?mode=ro");
    ProgressHandler.setHandler(connection, STEPS, stopAtTheDeadline());
    return connection;
  }

  private ProgressHandler stopAtTheDeadline() {
    return new ProgressHandler() {
      @Override
      protected int progress() {
        return deadline.isOver() ? 1 : 0;
      }
    };
  }

  /** Empty when there is no such table. */
  private static Set<String> columns(Connection connection, String table) throws SQLException {
    try (PreparedStatement probe =
        connection.prepareStatement("select name from pragma_table_info(?)")) {
      probe.setString(1, table);
      Set<String> columns = new HashSet<>();
      try (ResultSet names = probe.executeQuery()) {
        while (names.next()) {
          columns.add(names.getString(1));
        }
      }
      return columns;
    }
  }

  private List<JsonNode> rows(Connection connection, MemorySql sql) throws SQLException {
    try (PreparedStatement question = connection.prepareStatement(sql.text())) {
      for (int i = 1; i <= sql.projects(); i++) {
        question.setString(i, project);
      }
      List<JsonNode> rows = new ArrayList<>();
      try (ResultSet found = question.executeQuery()) {
        while (found.next()) {
          rows.add(row(found, sql.columns()));
        }
      }
      return rows;
    }
  }

  private static ObjectNode row(ResultSet found, List<String> columns) throws SQLException {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    for (String column : columns) {
      Object value = found.getObject(column);
      if (value instanceof Number number) {
        row.put(column, number.longValue());
      } else if (value instanceof String text) {
        row.put(column, text);
      }
    }
    return row;
  }

  private static RuntimeException failure(SQLException e) {
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode());
    return switch (code) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL, SQLITE_IOERR ->
          new UnavailableException("claude-mem's file is busy (" + code.name() + ")", null, e);
      case SQLITE_INTERRUPT ->
          new UnavailableException("claude-mem's file took longer than there was time", null, e);
      case SQLITE_NOTADB, SQLITE_CORRUPT -> refused("it is no SQLite database");
      default -> refused("it cannot be read (" + code.name() + ")");
    };
  }

  /** Without the path: reasons end up in prompts. */
  static RefusedException refused(String why) {
    return new RefusedException(
        "claude_mem_file",
        "claude-mem's file cannot be asked: "
            + why
            + "; let CLAUDE_MEM_DB_PATH name its claude-mem.db, or leave it empty and set"
            + " CLAUDE_MEM_URL");
  }
}
