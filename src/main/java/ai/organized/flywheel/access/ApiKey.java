package ai.organized.flywheel.access;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One row of the file of keys. The key itself is shown once and kept nowhere.
 *
 * @param client of the role client, and of no other
 * @param hash {@code sha256:} and 64 hex digits. A fast hash is the right one here: a key is 256
 *     random bits, which nobody guesses however fast; slow, salted ones are for what people choose,
 *     and would cost every request their time
 * @param requestsPerMinute empty: as the settings say
 */
public record ApiKey(
    String name,
    Role role,
    Optional<ClientId> client,
    String hash,
    Instant createdAt,
    OptionalInt requestsPerMinute) {
  /** What a key begins with, so that scanners of repositories and logs know it. */
  static final String PREFIX = "fw_";

  static final String HASH_PREFIX = "sha256:";

  private static final int RANDOM_BYTES = 32;

  /** A new key, as its owner will send it. */
  static String random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String hash(String key) {
    return HASH_PREFIX + Sha256.hex(key);
  }

  /** Whether the hash is this row's; takes as long for one that differs in its first digit. */
  boolean hasHash(String other) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  Caller caller() {
    return new Caller(name, role, client);
  }
}
