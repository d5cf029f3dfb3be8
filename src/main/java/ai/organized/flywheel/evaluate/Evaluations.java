package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.storage.Json;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code evaluations}: every comparison with its scorecards, evidence and verdict. */
public final class Evaluations {
  private final Clock clock;

  public Evaluations(Clock clock) {
    this.clock = clock;
  }

  /** Why models were compared. */
  public enum Kind {
    /** A new version wanted to answer. */
    PROMOTION,
    /** The one that answers was looked at again. */
    RECHECK;

    /** As it stands in the table. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Keeps what was decided, in the caller's transaction. */
  public void save(Handle handle, Kind kind, EvaluationResult result, Verdict verdict) {
    Comparison comparison = result.comparison();
    Optional<Scored> scored =
        result instanceof Scored cards ? Optional.of(cards) : Optional.empty();
    int version = comparison.candidate().version().orElseThrow();
    int number =
        1
            + handle
                .createQuery(
                    "select coalesce(max(number), 0) from evaluations where client_id = ? and"
                        + " version = ?")
                .bind(0, comparison.client().value())
                .bind(1, version)
                .mapTo(Integer.class)
                .one();
    handle.execute(
        "insert into evaluations (client_id, version, number, kind, dataset_version, evidence,"
            + " champion_version, scorecard, champion_card, baseline_card, verdict, reason,"
            + " decided_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        comparison.client().value(),
        version,
        number,
        kind.word(),
        comparison.datasetVersion(),
        Json.text(EvidenceJson.of(verdict.evidence())),
        comparison.rival().flatMap(Contestant::version).orElse(null),
        scored.map(cards -> json(cards.candidate())).orElse(null),
        scored.flatMap(Scored::rival).map(Evaluations::json).orElse(null),
        scored.flatMap(Scored::baseline).map(Evaluations::json).orElse(null),
        verdict.word(),
        verdict.reason(),
        clock.millis());
    scored.ifPresent(cards -> EvaluationRows.save(handle, cards, number));
  }

  /**
   * Whether these two were compared by the same questions and method before, so that there is
   * nothing new to be said.
   */
  public boolean isKnown(Handle handle, Scored result) {
    Comparison comparison = result.comparison();
    return handle
        .createQuery(
            "select scorecard from evaluations where client_id = ? and version = ? and"
                + " champion_version = ? and scorecard is not null order by number desc limit 1")
        .bind(0, comparison.client().value())
        .bind(1, comparison.candidate().version().orElseThrow())
        .bind(2, comparison.rival().flatMap(Contestant::version).orElse(null))
        .mapTo(String.class)
        .findOne()
        .map(card -> Json.parse(card).path("fingerprint").asText())
        .filter(result.candidate().fingerprint()::equals)
        .isPresent();
  }

  private static String json(Scorecard card) {
    return Json.text(Json.STRICT.valueToTree(card));
  }
}
