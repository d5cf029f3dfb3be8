package ai.organized.flywheel.planted;

import ai.organized.flywheel.sandbox.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that Flywheel made of what it was told, as texts by where they stand. */
final class Derived {
  private final Map<String, String> texts = new LinkedHashMap<>();

  Map<String, String> texts() {
    return texts;
  }

  void add(String where, String text) {
    texts.merge(where, text, (first, second) -> first + "\n" + second);
  }

  /** Every file below the data folder, but for the user's originals; bytes as characters. */
  void addFiles(Path data) {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = data.relativize(file);
        if (!isOriginal(name)) {
          add("file " + name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOriginal(Path file) {
    String path = file.toString();
    return path.contains(".done/")
        || (path.contains(".refused/") && !path.endsWith(".reasons.txt"));
  }

  /** Every column of every row of every table. */
  void addTables(StoreOnDisk store) {
    for (String table : store.texts("select name from sqlite_master where type = 'table'")) {
      store.ask("select * from \"" + table + "\"", rows -> addRows(table, rows));
    }
  }

  private boolean addRows(String table, ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    Map<String, StringBuilder> byColumn = new LinkedHashMap<>();
    while (rows.next()) {
      for (int i = 1; i <= columns; i++) {
        byColumn
            .computeIfAbsent(rows.getMetaData().getColumnName(i), name -> new StringBuilder())
            .append(rows.getString(i))
            .append('\n');
      }
    }
    byColumn.forEach((column, text) -> add("table " + table + "." + column, text.toString()));
    return !byColumn.isEmpty();
  }

  /** What was sent out: to the provider, to Slack and to the sources. */
  void addRequests(List<RecordedRequest> requests) {
    for (RecordedRequest request : requests) {
      String where = request.path().replaceFirst("[?].*", "");
      String body = new String(request.body(), StandardCharsets.UTF_8);
      add("request " + request.method() + " " + where, request.path() + "\n" + body);
    }
  }
}
