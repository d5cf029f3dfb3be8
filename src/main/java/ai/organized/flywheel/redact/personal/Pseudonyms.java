package ai.organized.flywheel.redact.personal;

import ai.organized.flywheel.failure.BrokenException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the placeholders of one client: {@code [kind:hex]}, the first {@value #BYTES} bytes of
 * HMAC-SHA-256 over client, kind and the value's normal form. Without the key there is no way back,
 * not even by trying all telephone numbers.
 */
final class Pseudonyms {
  /** Of 10 000 values of one kind, two share a placeholder in one store of a hundred. */
  static final int BYTES = 4;

  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;
  private final String client;

  Pseudonyms(byte[] key, String client) {
    this.key = new SecretKeySpec(key, HMAC);
    this.client = client;
  }

  String of(String kind, String normalForm) {
    return "[" + kind + ":" + hash(kind, normalForm, BYTES) + "]";
  }

  /** A hash of anything that nobody can make without the key; lower-case hex. */
  String hash(String kind, String value, int bytes) {
    byte[] hash = hmac(key, client + "|" + kind + "|" + value);
    return HexFormat.of().formatHex(hash, 0, bytes);
  }

  static byte[] hmac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new BrokenException("this Java has no " + HMAC, e);
    }
  }

  static SecretKeySpec key(byte[] bytes) {
    return new SecretKeySpec(bytes, HMAC);
  }
}
