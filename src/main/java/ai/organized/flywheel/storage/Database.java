package ai.organized.flywheel.storage;

import ai.organized.flywheel.failure.BrokenException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The one store: a SQLite file in WAL mode, brought to the newest schema when it is opened. */
public final class Database implements AutoCloseable {
  private static final int BUSY_MILLIS = 30_000;

  private final DataSource source;
  private final Jdbi jdbi;
  private final Closing closing;

  private Database(DataSource source, Jdbi jdbi, Closing closing) {
    this.source = source;
    this.jdbi = jdbi;
    // Bound values are clients' texts, and an exception's message ends in a log.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    this.closing = closing;
  }

  private interface Closing {
    void close() throws SQLException;
  }

  /** One connection, for a command that does one thing and ends. */
  public static Database open(Path file) {
    try {
      DataSource source = sqlite(file);
      Connection connection = source.getConnection();
      return new Database(source, Jdbi.create(connection), connection::close);
    } catch (SQLException e) {
      throw new BrokenException("cannot open the store " + file, e);
    }
  }

  /** A pool, for a process that stays. More than one: a {@code sql:} endpoint holds its own. */
  public static Database pooled(Path file, int connections) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(sqlite(file));
    config.setMaximumPoolSize(connections);
    config.setPoolName("store");
    HikariDataSource pool = new HikariDataSource(config);
    return new Database(pool, Jdbi.create(pool), pool::close);
  }

  private static DataSource sqlite(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder of " + file, e);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    // A transaction that reads first and writes later would be refused instead of made to wait.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    Schema.bringUpToDate(source);
    return source;
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** Where a {@code sql:} endpoint gets its connections. */
  public DataSource source() {
    return source;
  }

  @Override
  public void close() {
    try {
      closing.close();
    } catch (SQLException e) {
      throw new BrokenException("cannot close the store", e);
    }
  }
}
