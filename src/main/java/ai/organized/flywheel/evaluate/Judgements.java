package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.hash.Sha256;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The table {@code evaluation_judgements}: a pair is judged once in each order. */
final class Judgements {
  private final Jdbi jdbi;
  private final Clock clock;

  Judgements(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  void save(Pair pair, Choice choice) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into evaluation_judgements (client_id, judge, experiment_id, first_answer,"
                    + " second_answer, said, asked_at) values (?, ?, ?, ?, ?, ?, ?) on conflict do"
                    + " nothing",
                pair.client().value(),
                pair.judge().name(),
                pair.experimentId(),
                Sha256.hex(pair.first()),
                Sha256.hex(pair.second()),
                choice.word(),
                clock.millis()));
  }

  Optional<Choice> find(Pair pair) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select said from evaluation_judgements where client_id = ? and judge = ? and"
                        + " experiment_id = ? and first_answer = ? and second_answer = ?")
                .bind(0, pair.client().value())
                .bind(1, pair.judge().name())
                .bind(2, pair.experimentId())
                .bind(3, Sha256.hex(pair.first()))
                .bind(4, Sha256.hex(pair.second()))
                .mapTo(String.class)
                .map(Choice::of)
                .findOne());
  }
}
