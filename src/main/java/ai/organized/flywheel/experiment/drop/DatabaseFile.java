package ai.organized.flywheel.experiment.drop;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.storage.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * Somebody's SQLite file, of which not a byte is changed and beside which nothing is left.
 *
 * <p>Alone it is opened as immutable, where it lies. With a write-ahead log beside it the newest
 * rows are in the log: both are copied, and the copy is read.
 *
 * @param note what was read, when it was not simply the file
 */
record DatabaseFile(Connection connection, Optional<TemporaryFolder> copy, Optional<String> note)
    implements AutoCloseable {

  /**
   * @throws RefusedException when it cannot be opened
   * @throws UnavailableException when it is being written right now
   */
  static DatabaseFile open(Path file) {
    Path journal = beside(file, "-journal");
    Path log = beside(file, "-wal");
    try {
      if (hasBytes(journal)) {
        throw new RefusedException(
            "unreadable_database",
            "this SQLite file was left in the middle of a write (its -journal lies beside it);"
                + " let its own program open and close it, then drop it again");
      }
      if (!hasBytes(log)) {
        return new DatabaseFile(connect(file, "?immutable=1"), Optional.empty(), Optional.empty());
      }
      if (modified(log).compareTo(modified(file)) < 0) {
        return new DatabaseFile(
            connect(file, "?immutable=1"),
            Optional.empty(),
            Optional.of("the -wal beside the SQLite file is older than the file and was not read"));
      }
      return copied(file, log);
    } catch (SQLException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the SQLite file", e);
    }
  }

  private static DatabaseFile copied(Path file, Path log) throws IOException, SQLException {
    refuseOurOwn(file);
    TemporaryFolder folder = TemporaryFolder.make("flywheel-drop");
    try {
      Path copy = folder.path().resolve("experiments.sqlite");
      FileTime fileBefore = modified(file);
      FileTime logBefore = modified(log);
      Files.copy(file, copy);
      Files.copy(log, beside(copy, "-wal"));
      if (!fileBefore.equals(modified(file)) || !logBefore.equals(modified(log))) {
        throw new UnavailableException(
            "the SQLite file is being written while it is read; try again when it is quiet");
      }
      return new DatabaseFile(
          connect(copy, ""),
          Optional.of(folder),
          Optional.of("the SQLite file was read together with the -wal beside it"));
    } catch (IOException | SQLException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Asked before the copy: a store is large, and somebody may be writing it. */
  private static void refuseOurOwn(Path file) {
    try (Connection asItLies = connect(file, "?immutable=1")) {
      ExperimentsTable.requireNoStoreOfOurs(asItLies);
    } catch (SQLException e) {
      // without its log it may make no sense; the copy tells
    }
  }

  private static Connection connect(Path file, String how) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri() + how);
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma trusted_schema = off"); // a dropped file defines no functions
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  static RefusedException unreadable(SQLException e) {
    return new RefusedException(
        "unreadable_database",
        "this SQLite file cannot be read ("
            + SQLiteErrorCode.getErrorCode(e.getErrorCode()).name()
            + "); copy it again from where it comes");
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static boolean hasBytes(Path file) throws IOException {
    return Files.exists(file) && Files.size(file) > 0;
  }

  private static FileTime modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // it was only read
    } finally {
      copy.ifPresent(TemporaryFolder::close);
    }
  }
}
