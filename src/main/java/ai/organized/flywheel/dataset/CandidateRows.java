package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Example.Past;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * The candidates of a client as the store has them, read anew for each pass; remembered while they
 * are few. Rows are never deleted: what arrived after the first pass is passed over.
 */
final class CandidateRows implements Candidates {
  /** Characters of questions and answers that are held: some hundred thousand usual examples. */
  private static final long REMEMBERED = 48 << 20;

  private final Jdbi jdbi;
  private final ClientId client;
  private final double threshold;
  private List<Example> remembered = new ArrayList<>();
  private final Fingerprints seen = new Fingerprints();
  private Optional<String> rules = Optional.empty();
  private long characters;
  private boolean complete;

  CandidateRows(Jdbi jdbi, ClientId client, double threshold) {
    this.jdbi = jdbi;
    this.client = client;
    this.threshold = threshold;
  }

  @Override
  public void redactedBy(String wanted) {
    rules = Optional.of(wanted);
  }

  @Override
  public void forTexts(IntPredicate wanted, Visit visit) {
    if (!complete) {
      first((place, example) -> call(wanted, visit, place, example));
    } else if (remembered == null) {
      again(ExampleRows.TEXTS, wanted, visit, ExampleRows::readTexts);
    } else {
      for (int place = 0; place < remembered.size(); place++) {
        call(wanted, visit, place, remembered.get(place));
      }
    }
  }

  @Override
  public void forEach(Visit visit) {
    if (complete && remembered == null) {
      again(ExampleRows.WITHOUT_PAST, place -> true, visit, ExampleRows::read);
    } else {
      forTexts(place -> true, visit);
    }
  }

  private static void call(IntPredicate wanted, Visit visit, int place, Example example) {
    if (wanted.test(place)) {
      visit.at(place, example);
    }
  }

  private void first(Visit visit) {
    each(
        ExampleRows.WITH_PAST,
        row -> {
          Example example = ExampleRows.read(row, Past.valueOf(row.getString("past")));
          int place = seen.add(example.id(), example.past());
          remember(example);
          visit.at(place, example);
        });
    complete = true;
  }

  private interface Read {
    Example read(ResultSet row, Past past) throws SQLException;
  }

  /** What is not wanted is not read beyond its id. */
  private void again(String select, IntPredicate wanted, Visit visit, Read read) {
    int[] next = new int[1];
    each(
        select,
        row -> {
          int place = next[0];
          if (seen.is(place, row.getString(1))) {
            next[0]++;
            if (wanted.test(place)) {
              visit.at(place, read.read(row, seen.past(place)));
            }
          }
        });
  }

  private void remember(Example example) {
    characters += example.question().length() + example.answer().length();
    if (characters > REMEMBERED) {
      remembered = null;
    }
    if (remembered != null) {
      remembered.add(example);
    }
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String select, Row use) {
    jdbi.useHandle(
        handle -> {
          Query query =
              handle
                  .createQuery(
                      select
                          + "where"
                          + ExampleRows.CANDIDATE
                          + (rules.isPresent() ? " and r.rules = :rules" : "")
                          + " order by e.score desc, e.timestamp_ms, e.id")
                  .bind("client", client.value())
                  .bind("threshold", threshold);
          rules.ifPresent(wanted -> query.bind("rules", wanted));
          query.scanResultSet(
              (results, context) -> {
                ResultSet all = results.get();
                while (all.next()) {
                  use.read(all);
                }
                return null;
              });
        });
  }

  @Override
  public long all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from experiments where client_id = :client")
                .bind("client", client.value())
                .mapTo(Long.class)
                .one());
  }
}
