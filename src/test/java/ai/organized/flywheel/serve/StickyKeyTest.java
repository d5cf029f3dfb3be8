package ai.organized.flywheel.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StickyKeyTest {
  private static final int KEYS = 20_000;

  static LongStream seeds() {
    return LongStream.range(0, 12);
  }

  private static Stream<String> keys(long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, KEYS)
        .mapToObj(
            i ->
                switch (i % 3) {
                  case 0 -> "conversation-" + i;
                  case 1 -> Long.toHexString(random.nextLong());
                  default -> "ä " + random.nextInt() + " \ud83e\udd8a";
                });
  }

  /** Five standard deviations: one failure in a million of right ones. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theShareIsWhatChanceAllows(long seed) {
    double percent = Math.round(new Random(seed).nextDouble() * 5_000) / 100.0;
    double share = percent / 100;

    long among = keys(seed).filter(k -> StickyKey.isAmong(percent, "salt" + seed, k)).count();

    double deviation = Math.sqrt(KEYS * share * (1 - share));
    assertThat((double) among).isCloseTo(KEYS * share, within(5 * deviation + 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aGrowingShareTakesKeysFromTheChampionOnly(long seed) {
    Random random = new Random(seed);
    double before = random.nextDouble() * 25;
    double after = before + random.nextDouble() * 25;

    assertThat(keys(seed).filter(k -> StickyKey.isAmong(before, "s", k)))
        .allMatch(k -> StickyKey.isAmong(after, "s", k));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameKeyFallsWhereItFell(long seed) {
    keys(seed)
        .limit(500)
        .forEach(
            k ->
                assertThat(StickyKey.bucket("salt", k))
                    .isEqualTo(StickyKey.bucket("salt", new String(k.toCharArray())))
                    .isBetween(0, 9_999));
  }

  /** Of those with the challenger before, a tenth and no more is with it again. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anotherSaltMixesAllKeysAnew(long seed) {
    long first = keys(seed).filter(k -> StickyKey.isAmong(10, "a" + seed, k)).count();
    long again =
        keys(seed)
            .filter(k -> StickyKey.isAmong(10, "a" + seed, k))
            .filter(k -> StickyKey.isAmong(10, "b" + seed, k))
            .count();

    double deviation = Math.sqrt(first * 0.1 * 0.9);
    assertThat((double) again).isCloseTo(first * 0.1, within(5 * deviation + 1));
  }

  @Test
  void noneAndAllAreExact() {
    assertThat(keys(1)).noneMatch(k -> StickyKey.isAmong(0, "s", k));
    assertThat(keys(1)).allMatch(k -> StickyKey.isAmong(100, "s", k));
    assertThat(StickyKey.bucket("s", "")).isBetween(0, 9_999);
  }

  /** The same in every process and version: SHA-256 begins with these eight bytes. */
  @Test
  void theBucketIsTheFirst64BitsOfTheHashWithoutASign() {
    // printf 'salt-1conversation-7' | sha256sum
    assertThat(StickyKey.bucket("salt-1", "conversation-7")).isEqualTo(BUCKET);
  }

  private static final int BUCKET = 1378;
}
