package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code redacted_examples}: an example is looked at once for each set of rules. */
public final class RedactedExamples {
  private static final int BATCH = 500;

  private final Jdbi jdbi;

  public RedactedExamples(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** An example's texts as they came. */
  record Raw(String id, String question, String answer) {}

  /**
   * Looks at all candidates of a client that these rules have not seen yet.
   *
   * @return how many there were
   */
  public int redact(ClientId client, double threshold, Redact redact) {
    List<String> ids = unseen(client, threshold, redact.rules());
    for (int from = 0; from < ids.size(); from += BATCH) {
      save(raw(ids.subList(from, Math.min(ids.size(), from + BATCH))), redact);
    }
    return ids.size();
  }

  private List<String> unseen(ClientId client, double threshold, String rules) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select e.id from experiments e left join redacted_examples r on"
                        + " r.experiment_id = e.id and r.rules = :rules where r.rules is null and"
                        + ExampleRows.CANDIDATE)
                .bind("client", client.value())
                .bind("threshold", threshold)
                .bind("rules", rules)
                .mapTo(String.class)
                .list());
  }

  private List<Raw> raw(List<String> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id, problem, solution from experiments where id in (<ids>)")
                .bindList("ids", ids)
                .map(
                    (row, context) -> new Raw(row.getString(1), row.getString(2), row.getString(3)))
                .list());
  }

  private void save(List<Raw> examples, Redact redact) {
    jdbi.useTransaction(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  "insert into redacted_examples (experiment_id, rules, question, answer, counts)"
                      + " values (?, ?, ?, ?, ?) on conflict (experiment_id) do update set"
                      + " rules = excluded.rules, question = excluded.question, answer ="
                      + " excluded.answer, counts = excluded.counts");
          for (Raw example : examples) {
            Redact.Clean question = redact.clean(example.question());
            Redact.Clean answer = redact.clean(example.answer());
            batch.add(
                example.id(),
                redact.rules(),
                changed(example.question(), question.text()),
                changed(example.answer(), answer.text()),
                counts(question, answer));
          }
          batch.execute();
        });
  }

  private static String changed(String before, String after) {
    return after.equals(before) ? null : after;
  }

  private static String counts(Redact.Clean question, Redact.Clean answer) {
    ObjectNode counts = Json.STRICT.createObjectNode();
    List.of(question, answer)
        .forEach(
            clean ->
                clean
                    .counts()
                    .forEach((kind, count) -> counts.put(kind, counts.path(kind).asInt() + count)));
    return counts.isEmpty() ? null : Json.text(counts);
  }

  /** What was replaced in the candidates of a client: one entry an example, by kind. */
  List<Map<String, Integer>> counts(ClientId client, double threshold) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select r.counts from experiments e join redacted_examples r on"
                        + " r.experiment_id = e.id where r.counts is not null and"
                        + ExampleRows.CANDIDATE)
                .bind("client", client.value())
                .bind("threshold", threshold)
                .map((row, context) -> byKind(row.getString(1)))
                .list());
  }

  private static Map<String, Integer> byKind(String json) {
    Map<String, Integer> counts = new TreeMap<>();
    Json.parse(json).properties().forEach(e -> counts.put(e.getKey(), e.getValue().asInt()));
    return counts;
  }
}
