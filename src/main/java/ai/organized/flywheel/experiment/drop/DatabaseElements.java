package ai.organized.flywheel.experiment.drop;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.NoSuchElementException;

/** The rows of an experiment logger's table, one at a time, in the order in which they lie. */
final class DatabaseElements implements Elements {
  private final DatabaseFile database;
  private final Statement statement;
  private final ResultSet rows;
  private final List<String> columns;
  private long row;
  private Element next;

  private DatabaseElements(DatabaseFile database, ExperimentsTable table) throws SQLException {
    this.database = database;
    this.columns = table.columns();
    this.statement = database.connection().createStatement();
    this.rows = statement.executeQuery(table.question());
    this.next = readNext();
  }

  static DatabaseElements of(Path file) {
    DatabaseFile database = DatabaseFile.open(file);
    boolean opened = false;
    try {
      ExperimentsTable table = ExperimentsTable.in(database.connection());
      DatabaseElements elements = new DatabaseElements(database, table);
      opened = true;
      return elements;
    } catch (SQLException e) {
      throw DatabaseFile.unreadable(e);
    } finally {
      if (!opened) {
        database.close();
      }
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Element next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Element element = next;
    next = element instanceof Element.BrokenOff ? null : readNext();
    return element;
  }

  @Override
  public List<String> notes() {
    return database.note().stream().toList();
  }

  /** What is open is closed in any case: the folder of a copy goes with it. */
  @Override
  public void close() {
    try (statement;
        rows) {
      next = null;
    } catch (SQLException e) {
      // it was only read
    } finally {
      database.close();
    }
  }

  private Element readNext() {
    row++;
    try {
      return rows.next() ? element() : null;
    } catch (SQLException e) {
      return new Element.BrokenOff(
          row, "cannot be read from here on: the database is damaged; what stood before was read");
    }
  }

  private Element element() throws SQLException {
    long length = rows.getLong(columns.size() + 1);
    if (length > Lines.LONGEST) {
      return new Element.Unreadable(row, Lines.TOO_LONG);
    }
    ObjectNode record = Json.STRICT.createObjectNode();
    for (int i = 0; i < columns.size(); i++) {
      put(record, columns.get(i), rows.getObject(i + 1));
    }
    return new Element.Read(row, "row " + row, record, length);
  }

  /** Nothing, and bytes that are no text, are left out. */
  private static void put(ObjectNode record, String column, Object value) {
    if (value instanceof String text) {
      RecordFields.put(record, column, text);
    } else if (value instanceof Double number) {
      record.put(column, number);
    } else if (value instanceof Number number) {
      record.put(column, number.longValue());
    }
  }
}
