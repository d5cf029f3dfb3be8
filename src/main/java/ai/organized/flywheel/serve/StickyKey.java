package ai.organized.flywheel.serve;

import ai.organized.flywheel.hash.Sha256;
import java.nio.ByteBuffer;

/**
 * Which of 10,000 buckets a conversation or a user falls into: the same for the same key and salt,
 * in every process.
 *
 * <p>A growing share takes buckets from one end, so that whoever was with the challenger stays
 * there; another salt, which each challenge has, mixes all keys anew.
 */
final class StickyKey {
  private static final int BUCKETS = 10_000;

  /** Of one percent. */
  private static final int BUCKETS_A_PERCENT = BUCKETS / 100;

  private StickyKey() {}

  /**
   * Whether the key is among that many percent of all keys.
   *
   * @param percent 0 to 100, two decimals count
   */
  static boolean isAmong(double percent, String salt, String key) {
    return bucket(salt, key) < Math.round(percent * BUCKETS_A_PERCENT);
  }

  /** 0 to 9,999. A 64-bit number is spread over them so evenly that no share could show it. */
  static int bucket(String salt, String key) {
    byte[] hash = Sha256.of(salt + key);
    return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), BUCKETS);
  }
}
