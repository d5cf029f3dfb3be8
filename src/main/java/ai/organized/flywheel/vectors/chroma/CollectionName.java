package ai.organized.flywheel.vectors.chroma;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.hash.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * {@code training_hre_384_1f0c7f0d4e2a}: client, parts of a vector, hash of the embedder's
 * fingerprint. A client id has no underscore, so that no two clients share a name; another embedder
 * gets another collection, for vectors of different embedders are never compared.
 */
final class CollectionName {
  private static final int HASH = 12;

  private CollectionName() {}

  /** 3 to 512 of {@code a-z A-Z 0-9 . _ -}, a letter or digit at both ends, as Chroma wants it. */
  static String of(ClientId client, int dimension, String fingerprint) {
    String hash = Sha256.hex(fingerprint.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    return "training_" + client + "_" + dimension + "_" + hash;
  }
}
