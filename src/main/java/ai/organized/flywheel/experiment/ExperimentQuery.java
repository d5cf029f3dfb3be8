package ai.organized.flywheel.experiment;

import ai.organized.flywheel.client.ClientId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which experiments are wanted; what is empty does not filter.
 *
 * @param minScore inclusive, 0 to 1
 * @param since inclusive
 */
public record ExperimentQuery(
    Optional<ClientId> client, OptionalDouble minScore, Optional<Instant> since) {
  public static final ExperimentQuery ALL =
      new ExperimentQuery(Optional.empty(), OptionalDouble.empty(), Optional.empty());

  public static ExperimentQuery of(ClientId client) {
    return new ExperimentQuery(Optional.of(client), OptionalDouble.empty(), Optional.empty());
  }

  public ExperimentQuery withMinScore(double score) {
    return new ExperimentQuery(client, OptionalDouble.of(score), since);
  }

  public ExperimentQuery withSince(Instant instant) {
    return new ExperimentQuery(client, minScore, Optional.of(instant));
  }
}
