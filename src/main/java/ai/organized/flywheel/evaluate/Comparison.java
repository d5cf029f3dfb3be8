package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Models that answer the same questions.
 *
 * @param datasetVersion whose holdout is asked
 * @param rival the version that the candidate is measured against; empty when there is none
 * @param baseline the untuned base; empty when it is not to be asked
 */
public record Comparison(
    ClientId client,
    int datasetVersion,
    Contestant candidate,
    Optional<Contestant> rival,
    Optional<Contestant> baseline) {

  /** In the order in which they are asked. */
  public List<Contestant> contestants() {
    return Stream.of(Optional.of(candidate), rival, baseline).flatMap(Optional::stream).toList();
  }
}
