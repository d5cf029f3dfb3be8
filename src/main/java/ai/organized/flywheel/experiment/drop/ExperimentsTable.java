package ai.organized.flywheel.experiment.drop;

import ai.organized.flywheel.failure.RefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The table {@code experiments} of an experiment logger, as seed 002 defines it. Another table goes
 * by the same name in a file of the same name (one row a run, no problem, no solution), and so does
 * our own: columns are asked for before a row is.
 *
 * @param columns in lower case
 */
record ExperimentsTable(List<String> columns) {
  /** An id can be derived, and a client be filled in by {@code --client}. */
  private static final List<String> NEEDED =
      List.of(
          "run_id",
          "problem",
          "solution",
          "score",
          "timestamp",
          "account_snapshot",
          "sources_used");

  /**
   * @throws RefusedException when the file holds something else
   */
  static ExperimentsTable in(Connection connection) throws SQLException {
    requireNoStoreOfOurs(connection);
    if (texts(
            connection,
            "select name from sqlite_master where type = 'table' and lower(name) = 'experiments'"
                + " and sql not like 'create virtual%'")
        .isEmpty()) {
      throw refused("it has no table experiments");
    }
    List<String> columns =
        texts(connection, "select name from pragma_table_info('experiments')").stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();
    List<String> missing = NEEDED.stream().filter(name -> !columns.contains(name)).toList();
    if (missing.contains("problem") && missing.contains("solution")) {
      throw refused(
          "its table experiments is another one: its rows are runs of a loop and state no problem"
              + " and no solution");
    }
    if (!missing.isEmpty()) {
      throw refused(
          "its table experiments is another one: it has no column " + String.join(", ", missing));
    }
    return new ExperimentsTable(columns);
  }

  /** All columns, and last how long the row is, so that a huge one is never fetched. */
  String question() {
    String lengths =
        columns.stream()
            .map(name -> "coalesce(length(cast(" + quoted(name) + " as blob)), 0)")
            .collect(Collectors.joining(" + "));
    return "select "
        + columns.stream().map(ExperimentsTable::quoted).collect(Collectors.joining(", "))
        + ", "
        + lengths
        + " from experiments";
  }

  static void requireNoStoreOfOurs(Connection connection) throws SQLException {
    if (!texts(connection, "select name from sqlite_master where name = 'flyway_schema_history'")
        .isEmpty()) {
      throw new RefusedException(
          "flywheel_store",
          "this is a store of Flywheel and no drop; to take experiments from another store, type"
              + " there: flywheel experiments export, and drop what it prints");
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static RefusedException refused(String why) {
    return new RefusedException(
        "unknown_database",
        "this SQLite file is no experiment logger's: "
            + why
            + ". Drop the file that holds id,"
            + " client_id, run_id, problem, solution, score, timestamp, account_snapshot and"
            + " sources_used");
  }
}
