package ai.organized.flywheel.bench;

import java.time.Instant;
import java.util.UUID;

/**
 * A made-up example and what is known about it.
 *
 * @param solution 30 to 60 words
 * @param score 0 to 1
 * @param of number of the example it was made from; −1 for an original
 */
record PlantedExample(
    UUID id,
    String problem,
    String solution,
    double score,
    Instant timestamp,
    Truth truth,
    int of) {

  enum Truth {
    /** Its solution was written by itself. */
    ORIGINAL,
    /** An original with 2 to 4 of its ordinary words replaced. */
    NEAR_DUPLICATE,
    /** An original with another identifier or number, or one negation more or less. */
    HARD_NEGATIVE
  }
}
