package ai.organized.flywheel.dataset;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One question with its answer, from whatever evidence, without personal data.
 *
 * @param id of the evidence
 * @param score 0 to 1
 * @param accountState version of the account state that was collected when the evidence came in
 * @param past what earlier versions did with it
 */
public record Example(
    String id,
    String question,
    String answer,
    double score,
    Instant timestamp,
    String runId,
    List<String> sources,
    Optional<String> accountState,
    Past past) {

  /** Once a question always a question, once trained on never a question. */
  public enum Past {
    NEW,
    TRAINED,
    ASKED
  }

  /** The best first; what is equally good in an order that never changes. */
  static final Comparator<Example> BEST_FIRST =
      Comparator.comparingDouble(Example::score)
          .reversed()
          .thenComparing(example -> example.timestamp().toEpochMilli())
          .thenComparing(Example::id);
}
