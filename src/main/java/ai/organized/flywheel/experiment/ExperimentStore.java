package ai.organized.flywheel.experiment;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code experiments}: each id once, the first content stays. */
public final class ExperimentStore {
  private static final Logger LOG = LoggerFactory.getLogger(ExperimentStore.class);

  private static final String INSERT =
      "insert into experiments (id, client_id, run_id, problem, solution, score, timestamp,"
          + " account_snapshot, sources_used, timestamp_ms, extra, content_hash, received_at)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing";

  private final Jdbi jdbi;
  private final Clock clock;

  public ExperimentStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Saves one submitted object; a score outside 0 to 1 is clamped, with a warning. */
  public Saved save(ObjectNode submitted, ReadExperiment reader) {
    Submitted read = reader.read(submitted);
    if (read.clamped()) {
      LOG.warn(
          "score {} of experiment {} clamped to {}",
          read.rawScore(),
          read.record().id(),
          read.record().score());
    }
    return saveBatch(List.of(read));
  }

  /** All of a batch or, when the process dies, nothing of it. */
  Saved saveBatch(List<Submitted> batch) {
    try {
      return jdbi.inTransaction(handle -> insert(handle.getConnection(), batch));
    } catch (SQLException e) {
      throw new BrokenException("cannot save a batch of " + batch.size() + " experiments", e);
    }
  }

  private Saved insert(Connection connection, List<Submitted> batch) throws SQLException {
    int[] counts;
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      long now = clock.millis();
      for (Submitted submitted : batch) {
        bind(insert, submitted, now);
        insert.addBatch();
      }
      counts = insert.executeBatch();
    }
    int added = 0;
    int known = 0;
    List<UUID> conflicts = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0 || counts[i] == Statement.SUCCESS_NO_INFO) {
        added++;
      } else if (hasSameContent(connection, batch.get(i))) {
        known++;
      } else {
        conflicts.add(batch.get(i).record().id());
      }
    }
    return new Saved(added, known, conflicts);
  }

  private static void bind(PreparedStatement insert, Submitted submitted, long now)
      throws SQLException {
    ExperimentRecord record = submitted.record();
    insert.setString(1, record.id().toString());
    insert.setString(2, record.client().value());
    insert.setString(3, record.runId());
    insert.setString(4, record.problem());
    insert.setString(5, record.solution());
    insert.setDouble(6, record.score());
    insert.setString(7, record.timestamp().toString());
    insert.setString(8, Json.text(record.accountSnapshot()));
    insert.setString(9, Json.text(Json.STRICT.valueToTree(record.sourcesUsed())));
    insert.setLong(10, record.timestamp().toEpochMilli());
    insert.setString(11, record.extra().isEmpty() ? null : Json.text(record.extra()));
    insert.setString(12, submitted.contentHash());
    insert.setLong(13, now);
  }

  private static boolean hasSameContent(Connection connection, Submitted submitted)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select content_hash from experiments where id = ?")) {
      select.setString(1, submitted.record().id().toString());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() && rows.getString(1).equals(submitted.contentHash());
      }
    }
  }

  /** The newest first. */
  public List<ExperimentRecord> query(ExperimentQuery wanted) {
    List<ExperimentRecord> records = new ArrayList<>();
    forEach(wanted, records::add);
    return records;
  }

  /** One record at a time, the newest first. */
  public void forEach(ExperimentQuery wanted, Consumer<ExperimentRecord> use) {
    jdbi.useHandle(
        handle -> {
          Query query =
              handle.createQuery(
                  "select * from experiments" + where(wanted) + " order by timestamp_ms desc, id");
          bindWhere(query, wanted).map((rows, context) -> record(rows)).forEach(use);
        });
  }

  /** JSON lines, without the last line end. */
  public String export(ExperimentQuery wanted) {
    StringBuilder lines = new StringBuilder();
    forEach(
        wanted,
        record -> lines.append(lines.isEmpty() ? "" : "\n").append(ExperimentJson.of(record)));
    return lines.toString();
  }

  public long count(ExperimentQuery wanted) {
    return jdbi.withHandle(
        handle ->
            bindWhere(
                    handle.createQuery("select count(*) from experiments" + where(wanted)), wanted)
                .mapTo(Long.class)
                .one());
  }

  /** Counts by tenth, and how many reach each of the thresholds. */
  public ScoreHistogram histogram(ExperimentQuery wanted, List<Double> thresholds) {
    long[] tenths = new long[10];
    Map<Double, Long> kept = new LinkedHashMap<>();
    thresholds.forEach(threshold -> kept.put(threshold, 0L));
    long[] total = new long[1];
    jdbi.useHandle(
        handle ->
            bindWhere(handle.createQuery("select score from experiments" + where(wanted)), wanted)
                .mapTo(Double.class)
                .forEach(
                    score -> {
                      total[0]++;
                      tenths[Math.min(9, (int) (score * 10))]++;
                      kept.replaceAll((from, n) -> score >= from ? n + 1 : n);
                    }));
    return new ScoreHistogram(total[0], Arrays.stream(tenths).boxed().toList(), kept);
  }

  /** All clients that have an experiment. */
  public List<ClientId> clients() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select distinct client_id from experiments order by client_id")
                .map((rows, context) -> new ClientId(rows.getString(1)))
                .list());
  }

  private static String where(ExperimentQuery wanted) {
    String where = " where 1 = 1";
    where += wanted.client().isPresent() ? " and client_id = :client" : "";
    where += wanted.minScore().isPresent() ? " and score >= :min_score" : "";
    where += wanted.since().isPresent() ? " and timestamp_ms >= :since" : "";
    return where;
  }

  private static Query bindWhere(Query query, ExperimentQuery wanted) {
    wanted.client().ifPresent(client -> query.bind("client", client.value()));
    wanted.minScore().ifPresent(score -> query.bind("min_score", score));
    wanted.since().ifPresent(since -> query.bind("since", since.toEpochMilli()));
    return query;
  }

  private static ExperimentRecord record(ResultSet row) throws SQLException {
    try {
      String extra = row.getString("extra");
      return new ExperimentRecord(
          UUID.fromString(row.getString("id")),
          new ClientId(row.getString("client_id")),
          row.getString("run_id"),
          row.getString("problem"),
          row.getString("solution"),
          row.getDouble("score"),
          Instant.parse(row.getString("timestamp")),
          (ObjectNode) Json.parse(row.getString("account_snapshot")),
          List.of(Json.STRICT.readValue(row.getString("sources_used"), String[].class)),
          extra == null ? Json.STRICT.createObjectNode() : (ObjectNode) Json.parse(extra));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read experiment " + row.getString("id"), e);
    }
  }
}
