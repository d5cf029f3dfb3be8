package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * What a client's model may be told of past solutions: what the newest dataset trains on, and what
 * came in since and would not be kept away from training. A question of the holdout, of whatever
 * version, is never among them, nor what was kept away because of one.
 */
public final class UsableExamples {
  private static final String NEWEST =
      "(select max(version) from datasets where client_id = :client)";

  private static final String LINES = "select 1 from dataset_lines l where l.experiment_id = e.id";

  /** Each looks up an index by the example's id. */
  private static final String USABLE =
      " from experiments e left join redacted_examples r on r.experiment_id = e.id"
          + " and r.rules = :rules where e.client_id = :client and e.score >= :threshold"
          + " and not exists ("
          + LINES
          + " and l.part in ('holdout', 'quarantined')) and (not exists ("
          + LINES
          + ") or exists ("
          + LINES
          + " and l.part = 'train' and l.version = "
          + NEWEST
          + "))";

  private static final String TEXTS =
      "select e.id, coalesce(r.question, e.problem), coalesce(r.answer, e.solution), e.score,"
          + " r.rules, exists ("
          + LINES
          + ") as built";

  private final Jdbi jdbi;
  private final Function<ClientId, Redact> redactFor;
  private final DatasetRules rules;
  private final Function<String, Optional<String>> tellsScore;

  /**
   * What decides which examples are usable: while it is the same, so are they.
   *
   * @param version of the newest dataset; 0: there is none
   * @param examples that the client has, of any score
   */
  public record Stamp(int version, String redaction, double threshold, long examples) {
    /** Whether what was usable then may be used now; there may be more. */
    public boolean stillHolds(Stamp then) {
      return version == then.version
          && redaction.equals(then.redaction)
          && threshold == then.threshold;
    }
  }

  /**
   * An example without personal data.
   *
   * @param built whether a dataset build has looked at it
   */
  public record Usable(String id, String question, String answer, boolean built) {}

  /**
   * @param tellsScore why an answer gives its own score away; empty when it does not
   */
  public UsableExamples(
      Jdbi jdbi,
      Function<ClientId, Redact> redactFor,
      DatasetRules rules,
      Function<String, Optional<String>> tellsScore) {
    this.jdbi = jdbi;
    this.redactFor = redactFor;
    this.rules = rules;
    this.tellsScore = tellsScore;
  }

  /** Cheap: asked at each request. */
  public Stamp stamp(ClientId client, double threshold) {
    String redaction = redactFor.apply(client).rules();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select coalesce("
                        + NEWEST
                        + ", 0), (select count(*) from experiments where client_id = :client)")
                .bind("client", client.value())
                .map(
                    (row, context) ->
                        new Stamp(row.getInt(1), redaction, threshold, row.getLong(2)))
                .one());
  }

  /** The best first, so many at most. */
  public List<Usable> best(ClientId client, double threshold, int most) {
    List<Usable> usable =
        read(
            client,
            threshold,
            handle ->
                handle
                    .createQuery(
                        TEXTS + USABLE + " order by e.score desc, e.timestamp_ms, e.id limit :most")
                    .bind("most", most));
    LeakPaths paths = pathsToQuestions(client);
    usable.removeIf(example -> !example.built() && paths.of(example(example)).isPresent());
    return usable;
  }

  /** Of these examples those that are usable still, in no order. */
  public List<Usable> among(ClientId client, double threshold, List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : read(
            client,
            threshold,
            handle ->
                handle.createQuery(TEXTS + USABLE + " and e.id in (<ids>)").bindList("ids", ids));
  }

  /** Questions and answers of the holdout, of all versions. */
  public List<String> holdoutTexts(ClientId client) {
    List<String> texts = new ArrayList<>();
    for (Example question : questions(client)) {
      texts.add(question.question());
      texts.add(question.answer());
    }
    return texts;
  }

  private interface Ask {
    Query of(Handle handle);
  }

  private List<Usable> read(ClientId client, double threshold, Ask ask) {
    Redact redact = redactFor.apply(client);
    List<Usable> all =
        jdbi.withHandle(
            handle ->
                ask.of(handle)
                    .bind("client", client.value())
                    .bind("threshold", threshold)
                    .bind("rules", redact.rules())
                    .map((row, context) -> usable(row, redact))
                    .list());
    List<Usable> usable = new ArrayList<>(all);
    usable.removeIf(example -> !example.built() && isKeptBack(example, redact));
    return usable;
  }

  /** What these rules have not looked at yet is looked at now, and not written down. */
  private static Usable usable(ResultSet row, Redact redact) throws SQLException {
    boolean clean = row.getString(5) != null;
    String question = row.getString(2);
    String answer = row.getString(3);
    return new Usable(
        row.getString(1),
        clean ? question : redact.clean(question).text(),
        clean ? answer : redact.clean(answer).text(),
        row.getBoolean("built"));
  }

  private boolean isKeptBack(Usable example, Redact redact) {
    return tellsScore.apply(example.answer()).isPresent()
        || !redact.left(example.question() + "\n" + example.answer()).isEmpty();
  }

  private LeakPaths pathsToQuestions(ClientId client) {
    List<Example> questions = questions(client);
    Decisions decisions = new Decisions();
    LeakPaths paths = new LeakPaths(rules.nearDuplicate(), decisions, questions.size());
    for (Example question : questions) {
      paths.question(decisions.size(), question);
      decisions.add(question, Part.HOLDOUT);
    }
    return paths;
  }

  private List<Example> questions(ClientId client) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ExampleRows.TEXTS
                        + "where e.client_id = :client and exists ("
                        + LINES
                        + " and l.part = 'holdout') order by e.id")
                .bind("client", client.value())
                .map((row, context) -> ExampleRows.readTexts(row, Example.Past.ASKED))
                .list());
  }

  private static Example example(Usable usable) {
    return new Example(
        usable.id(),
        usable.question(),
        usable.answer(),
        1,
        Instant.EPOCH,
        "",
        List.of(),
        Optional.empty(),
        Example.Past.NEW);
  }
}
