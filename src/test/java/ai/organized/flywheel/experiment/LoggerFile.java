package ai.organized.flywheel.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** An experiment logger's {@code experiments.sqlite}, made as seed 002 says. */
final class LoggerFile {
  static final List<String> COLUMNS =
      List.of(
          "id",
          "client_id",
          "run_id",
          "problem",
          "solution",
          "score",
          "timestamp",
          "account_snapshot",
          "sources_used");

  private LoggerFile() {}

  static Path write(Path file, List<ObjectNode> experiments) throws SQLException {
    try (Connection connection = open(file)) {
      insert(connection, experiments);
    }
    return file;
  }

  /** In WAL mode with its table; closing it writes the log back into the file. */
  static Connection open(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    run(
        connection,
        "pragma journal_mode = wal",
        "create table if not exists experiments (id text primary key, client_id text not null,"
            + " run_id text not null, problem text not null, solution text not null, score real"
            + " not null, timestamp text not null, account_snapshot text not null, sources_used"
            + " text not null)",
        "create index if not exists idx_experiments_client_run on experiments (client_id, run_id)");
    return connection;
  }

  /** A file with whatever tables. */
  static Path of(Path file, String... sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      run(connection, sql);
    }
    return file;
  }

  static void run(Connection connection, String... sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    }
  }

  static void insert(Connection connection, List<ObjectNode> experiments) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert or ignore into experiments values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (ObjectNode experiment : experiments) {
        for (int i = 0; i < COLUMNS.size(); i++) {
          insert.setObject(i + 1, value(experiment, COLUMNS.get(i)));
        }
        insert.addBatch();
      }
      connection.setAutoCommit(false);
      insert.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static Object value(ObjectNode experiment, String column) {
    return switch (column) {
      case "score" -> experiment.path(column).asDouble();
      case "account_snapshot", "sources_used" -> experiment.path(column).toString();
      default -> experiment.path(column).asText();
    };
  }
}
