package ai.organized.flywheel.bench;

import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.experiment.ExperimentStore;
import ai.organized.flywheel.experiment.ImportExperiments;
import ai.organized.flywheel.experiment.ImportOptions;
import ai.organized.flywheel.experiment.drop.Drop;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A JSON lines drop of experiments into SQLite, beside a bare JDBC batch insert of the same rows
 * into the same table with the same settings: no JSON, no checks, the rows ready in memory.
 */
public final class IngestBench {
  private static final int ROUNDS = 5;
  private static final int BATCH = 1_000;

  /**
   * @param records in the drop
   * @param oursPerSecond records a second of the drop, median
   * @param barePerSecond records a second of the bare insert, median
   * @param ratio ours ÷ bare, median of the rounds
   */
  public record Result(int records, double oursPerSecond, double barePerSecond, double ratio) {}

  private IngestBench() {}

  public static Result run(int records, Consumer<String> progress)
      throws IOException, SQLException {
    try (TemporaryFolder folder = TemporaryFolder.make("flywheel-bench")) {
      Path drop = folder.path().resolve("drop.jsonl");
      MadeUpExperiments.write(drop, records, 7);
      progress.accept("warming up");
      List<Object[]> rows = readBack(ours(folder.path().resolve("warm-ours"), drop, null));
      bare(folder.path().resolve("warm-bare"), rows);
      List<Double> ours = new ArrayList<>();
      List<Double> bare = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        double[] seconds = new double[1];
        ours(folder.path().resolve("ours-" + round), drop, seconds);
        double bareSeconds = bare(folder.path().resolve("bare-" + round), rows);
        ours.add(records / seconds[0]);
        bare.add(records / bareSeconds);
        ratios.add(bareSeconds / seconds[0]);
        progress.accept("round " + round + " of " + ROUNDS);
      }
      return new Result(records, Median.of(ours), Median.of(bare), Median.of(ratios));
    }
  }

  private static Path ours(Path data, Path drop, double[] seconds) throws IOException {
    Path store = data.resolve("flywheel.sqlite");
    try (Database database = Database.open(store);
        InputStream in = Files.newInputStream(drop)) {
      ImportExperiments importer =
          new ImportExperiments(
              new ExperimentStore(database.jdbi(), Clock.systemUTC()),
              new Clients(data.resolve("clients")),
              new RedactionKeys(database.jdbi(), Clock.systemUTC(), ""));
      long start = System.nanoTime();
      importer.from(Drop.posted(in), ImportOptions.DEFAULT);
      if (seconds != null) {
        seconds[0] = secondsSince(start);
      }
    }
    return store;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static List<Object[]> readBack(Path store) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    try (Database database = Database.open(store);
        Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select * from experiments order by rowid")) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        Object[] row = new Object[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = result.getObject(i + 1);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static double bare(Path data, List<Object[]> rows) throws SQLException {
    String marks = String.join(", ", java.util.Collections.nCopies(rows.get(0).length, "?"));
    try (Database database = Database.open(data.resolve("flywheel.sqlite"));
        Connection connection = database.source().getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into experiments values (" + marks + ")")) {
      long start = System.nanoTime();
      connection.setAutoCommit(false);
      for (int from = 0; from < rows.size(); from += BATCH) {
        for (Object[] row : rows.subList(from, Math.min(rows.size(), from + BATCH))) {
          for (int i = 0; i < row.length; i++) {
            insert.setObject(i + 1, row[i]);
          }
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      }
      return secondsSince(start);
    }
  }
}
