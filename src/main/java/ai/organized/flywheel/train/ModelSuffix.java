package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.hash.Sha256;
import java.math.BigInteger;

/** {@code hre-v3}: at most 18 of {@code a-z 0-9 -}, the strictest limit among the providers. */
public final class ModelSuffix {
  private static final int LONGEST = 18;
  private static final int HASH = 4;

  private ModelSuffix() {}

  /** A client id that is too long is cut and told apart by its hash. */
  public static String of(ClientId client, int version) {
    String end = "-v" + version;
    String name = client.value();
    if (name.length() + end.length() > LONGEST) {
      int kept = LONGEST - end.length() - HASH - 1;
      name = name.substring(0, kept) + "-" + hash(name);
    }
    return name + end;
  }

  /** The last places of it in base 36: as many letters of hexadecimal would tell fewer apart. */
  private static String hash(String name) {
    String digits = new BigInteger(Sha256.hex(name), 16).toString(36);
    return digits.substring(digits.length() - HASH);
  }
}
