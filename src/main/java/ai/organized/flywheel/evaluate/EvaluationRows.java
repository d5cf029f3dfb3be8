package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.evaluate.Contestant.Role;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.Scorecard.Row;
import ai.organized.flywheel.failure.BrokenException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code evaluation_rows}: how each model of an evaluation did on each question. */
public final class EvaluationRows {
  private EvaluationRows() {}

  /**
   * Keeps them in the transaction that keeps the evaluation.
   *
   * @param number of the evaluation of the candidate's version
   */
  public static void save(Handle handle, Scored result, int number) {
    save(handle, result, number, Role.CANDIDATE, result.candidate());
    result.rival().ifPresent(card -> save(handle, result, number, Role.CHAMPION, card));
    result.baseline().ifPresent(card -> save(handle, result, number, Role.BASELINE, card));
  }

  private static void save(
      Handle handle, Scored result, int number, Role role, Scorecard scorecard) {
    ClientId client = result.comparison().client();
    int version =
        result
            .comparison()
            .candidate()
            .version()
            .orElseThrow(() -> new BrokenException("an evaluated candidate without a version"));
    PreparedBatch rows =
        handle.prepareBatch(
            "insert into evaluation_rows (client_id, version, number, role, experiment_id, samples,"
                + " recalled, similarity, nearest_other, failures) values (?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?)");
    for (Row row : scorecard.rows()) {
      rows.add(
          client.value(),
          version,
          number,
          role.word(),
          row.experimentId(),
          row.samples(),
          row.recalled(),
          row.similarity(),
          row.nearestOther(),
          row.flaws().isEmpty() ? null : String.join(",", row.flaws()));
    }
    rows.execute();
  }
}
