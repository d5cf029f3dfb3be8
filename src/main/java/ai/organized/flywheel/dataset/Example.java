package ai.organized.flywheel.dataset;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One question with its answer, from whatever evidence.
 *
 * @param id of the evidence
 * @param score 0 to 1
 * @param accountState version of the account state that was collected when the evidence came in
 */
public record Example(
    String id,
    String question,
    String answer,
    double score,
    Instant timestamp,
    String runId,
    List<String> sources,
    Optional<String> accountState) {

  /** The best first; what is equally good in an order that never changes. */
  static final Comparator<Example> BEST_FIRST =
      Comparator.comparingDouble(Example::score)
          .reversed()
          .thenComparing(Example::timestamp)
          .thenComparing(Example::id);
}
