package ai.organized.flywheel.experiment;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What was submitted, as one value: all fields as they came, the client's alias resolved, keys
 * sorted, before clamping, defaults or redaction.
 *
 * @param id UUIDv5 of the canonical JSON, for a record that came without an id
 * @param content SHA-256 of the canonical JSON, lower-case hex, to notice one id with two contents
 */
record SubmittedHash(UUID id, String content) {
  /** Fixed for ever: another namespace would give every known record a new id. */
  private static final UUID NAMESPACE = UUID.fromString("6f1c5d0e-1f0a-5c39-9d43-2f6b8e7a4c11");

  static SubmittedHash of(ObjectNode submitted, boolean needsId) {
    byte[] canonical = Json.canonical(submitted);
    UUID id = needsId ? nameBased().generate(canonical) : null;
    return new SubmittedHash(id, HexFormat.of().formatHex(digest("SHA-256").digest(canonical)));
  }

  private static NameBasedGenerator nameBased() {
    return Generators.nameBasedGenerator(NAMESPACE, digest("SHA-1"));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
