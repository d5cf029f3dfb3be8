package ai.organized.flywheel.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables to the newest version, by Flyway; a store that is there already skips it. */
final class Schema {
  /**
   * The highest {@code V…} under {@code db/migration}; {@code SchemaTest} holds the two together.
   */
  static final String NEWEST = "5";

  private Schema() {}

  static void bringUpToDate(DataSource source) {
    if (!isNewest(source)) {
      Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    }
  }

  /** Asked first because starting Flyway costs more than a short command's own work. */
  private static boolean isNewest(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select 1 from flyway_schema_history where success = 1 and version = '"
                    + NEWEST
                    + "'")) {
      return rows.next();
    } catch (SQLException e) {
      return false; // no such table: a new store
    }
  }
}
