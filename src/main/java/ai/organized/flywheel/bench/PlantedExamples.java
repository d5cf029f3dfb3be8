package ai.organized.flywheel.bench;

import ai.organized.flywheel.bench.PlantedExample.Truth;
import ai.organized.flywheel.near.FixDetails;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Examples with planted near-duplicates and hard negatives, the same for the same seed.
 *
 * <p>Each is made from the seed and its number alone, what was made from another too: a million of
 * them need no memory.
 */
final class PlantedExamples {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final double NEAR_DUPLICATES = 0.20;
  private static final double HARD_NEGATIVES = 0.02;

  private final long seed;

  PlantedExamples(long seed) {
    this.seed = seed;
  }

  Stream<PlantedExample> stream(int count) {
    return IntStream.range(0, count).mapToObj(this::example);
  }

  PlantedExample example(int number) {
    Truth truth = truth(number);
    Random random = random(number, 1);
    int of = truth == Truth.ORIGINAL ? -1 : earlierOriginal(number, truth, random);
    List<String> solution = solution(of < 0 ? number : of);
    if (truth == Truth.NEAR_DUPLICATE) {
      PlantedChanges.replaceOrdinaryWords(solution, 2 + random.nextInt(3), random);
    } else if (truth == Truth.HARD_NEGATIVE) {
      PlantedChanges.changeOneDetail(solution, random);
    }
    return new PlantedExample(
        new UUID(random.nextLong(), random.nextLong()),
        String.join(" ", PlantedTexts.problem(random)),
        String.join(" ", solution),
        random.nextInt(101) / 100.0,
        START.plusSeconds(number),
        truth,
        of);
  }

  /** The first one can only be an original. */
  private Truth truth(int number) {
    double chance = random(number, 2).nextDouble();
    if (number == 0 || chance >= NEAR_DUPLICATES + HARD_NEGATIVES) {
      return Truth.ORIGINAL;
    }
    return chance < NEAR_DUPLICATES ? Truth.NEAR_DUPLICATE : Truth.HARD_NEGATIVE;
  }

  /** With a detail to change for a hard negative, if one turns up among the first tried. */
  private int earlierOriginal(int number, Truth made, Random random) {
    int tries = 0;
    while (true) {
      int of = random.nextInt(number);
      boolean fits = made == Truth.NEAR_DUPLICATE || tries++ > 50 || hasDetails(of);
      if (fits && truth(of) == Truth.ORIGINAL) {
        return of;
      }
    }
  }

  private boolean hasDetails(int original) {
    return !FixDetails.of(String.join(" ", solution(original))).said().isEmpty();
  }

  private List<String> solution(int original) {
    return PlantedTexts.solution(random(original, 3));
  }

  /** Random takes neighbouring seeds for neighbouring sequences, so they are spread first. */
  private Random random(int number, int purpose) {
    return new Random((seed * 31 + number) * 0x9e3779b97f4a7c15L + purpose * 0xc2b2ae3d27d4eb4fL);
  }
}
