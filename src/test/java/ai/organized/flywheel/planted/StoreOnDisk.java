package ai.organized.flywheel.planted;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks into the store beside the application that is at work on it. */
record StoreOnDisk(Path file) {
  interface Look<R> {
    R at(ResultSet rows) throws SQLException;
  }

  <R> R ask(String query, Look<R> look) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return look.at(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isEmpty(String query) {
    return ask(query, rows -> !rows.next());
  }

  /** The first column of each row. */
  List<String> texts(String query) {
    return ask(
        query,
        rows -> {
          List<String> texts = new ArrayList<>();
          while (rows.next()) {
            texts.add(rows.getString(1));
          }
          return texts;
        });
  }
}
