package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.BrokenException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The table {@code dataset_lines}: where every example of a version ended up, and why. */
public final class DatasetLines {
  private static final int BATCH = 5_000;
  private static final String INSERT =
      "insert into dataset_lines (client_id, version, experiment_id, part, line, method, other_id,"
          + " similarity) values (?, ?, ?, ?, ?, ?, ?, ?)";

  private final Jdbi jdbi;

  public DatasetLines(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * An example that is not in the files of a version.
   *
   * @param part {@code duplicate} or {@code quarantined}
   * @param other id of what it is too near to
   * @param otherAnswer the beginning of the answer that stayed
   */
  public record Dropped(
      String id,
      String part,
      String why,
      Optional<String> other,
      OptionalDouble similarity,
      double score,
      String answer,
      Optional<String> otherAnswer) {}

  /** What was left out of a version, the groups together, the nearest first. */
  public List<Dropped> dropped(ClientId client, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select l.experiment_id, l.part, l.method, l.other_id, l.similarity, e.score,"
                        + " coalesce(r.answer, e.solution) as answer, coalesce(ro.answer,"
                        + " eo.solution) as other_answer from dataset_lines l"
                        + " join experiments e on e.id = l.experiment_id"
                        + " left join redacted_examples r on r.experiment_id = e.id"
                        + " left join experiments eo on eo.id = l.other_id"
                        + " left join redacted_examples ro on ro.experiment_id = eo.id"
                        + " where l.client_id = :client and l.version = :version"
                        + " and l.part in ('duplicate', 'quarantined')"
                        + " order by l.part, l.other_id, l.similarity desc, l.experiment_id")
                .bind("client", client.value())
                .bind("version", version)
                .map(
                    (row, context) -> {
                      double value = row.getDouble("similarity");
                      OptionalDouble similarity =
                          row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
                      return new Dropped(
                          row.getString("experiment_id"),
                          row.getString("part"),
                          Optional.ofNullable(row.getString("method")).orElse(""),
                          Optional.ofNullable(row.getString("other_id")),
                          similarity,
                          row.getDouble("score"),
                          row.getString("answer"),
                          Optional.ofNullable(row.getString("other_answer")));
                    })
                .list());
  }

  static void insert(Handle handle, Dataset dataset, Decisions decisions) {
    int[] lines = lines(decisions);
    try (PreparedStatement insert = handle.getConnection().prepareStatement(INSERT)) {
      int waiting = 0;
      for (int place : aboutInOrderOfIds(decisions)) {
        if (decisions.is(place, Part.BELOW)) {
          continue;
        }
        bind(insert, dataset, decisions, place, lines[place]);
        insert.addBatch();
        if (++waiting == BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new BrokenException(
          "cannot keep the lines of " + dataset.client() + " v" + dataset.version(), e);
    }
  }

  /** The same lines for another version. */
  static void copy(Handle handle, Dataset of, int version) {
    handle.execute(
        "insert into dataset_lines (client_id, version, experiment_id, part, line, note, method,"
            + " other_id, similarity) select client_id, ?, experiment_id, part, line, note, method,"
            + " other_id, similarity from dataset_lines where client_id = ? and version = ?",
        version,
        of.client().value(),
        of.version());
  }

  /** An index that is filled in its order stays on few pages; the first letters are enough. */
  private static int[] aboutInOrderOfIds(Decisions decisions) {
    long[] byId = new long[decisions.size()];
    for (int place = 0; place < byId.length; place++) {
      String id = decisions.id(place);
      long letters = 0;
      for (int i = 0; i < 4; i++) {
        letters = letters << 8 | (i < id.length() ? id.charAt(i) & 0x7f : 0);
      }
      byId[place] = letters << 32 | place;
    }
    Arrays.sort(byId);
    return Arrays.stream(byId).mapToInt(place -> (int) place).toArray();
  }

  /** The number of every line in the file of its part, from 1; 0 for what is in none. */
  private static int[] lines(Decisions decisions) {
    int[] lines = new int[decisions.size()];
    int train = 0;
    int holdout = 0;
    for (int place = 0; place < lines.length; place++) {
      if (decisions.is(place, Part.TRAIN)) {
        lines[place] = ++train;
      } else if (decisions.is(place, Part.HOLDOUT)) {
        lines[place] = ++holdout;
      }
    }
    return lines;
  }

  private static void bind(
      PreparedStatement insert, Dataset dataset, Decisions decisions, int place, int line)
      throws SQLException {
    boolean compared = decisions.hasOther(place);
    insert.setString(1, dataset.client().value());
    insert.setInt(2, dataset.version());
    insert.setString(3, decisions.id(place));
    insert.setString(4, decisions.part(place).word());
    insert.setObject(5, line == 0 ? null : line);
    insert.setString(6, decisions.why(place) == Why.NOTHING ? null : decisions.why(place).words());
    insert.setString(7, compared ? decisions.id(decisions.other(place)) : null);
    insert.setObject(8, compared ? decisions.similarity(place) : null);
  }
}
