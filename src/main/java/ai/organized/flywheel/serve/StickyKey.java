package ai.organized.flywheel.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.failure.BrokenException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
    byte[] hash = sha256().digest((salt + key).getBytes(UTF_8));
    return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), BUCKETS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new BrokenException("every Java has SHA-256", e);
    }
  }
}
