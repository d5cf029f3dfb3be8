package ai.organized.flywheel.redact;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Replaces what looks like a token or a key by {@code [redacted:kind]}.
 *
 * <p>Cleaning twice changes nothing more. What is clean comes back as the same instance, so callers
 * may compare by reference.
 */
public final class Secrets {
  private Secrets() {}

  public static String clean(String text) {
    int suspected = Suspicion.kindsIn(text);
    if (suspected == 0) {
      return text;
    }
    String cleaned = text;
    for (SecretKind kind : SecretKind.values()) {
      if ((suspected & kind.bit()) != 0) {
        cleaned = kind.redact(cleaned);
      }
    }
    return cleaned;
  }

  /**
   * Cleans all string values and keeps all keys. A value of {@value JsonSecrets#SHORTEST_NAMED} or
   * more characters under a key that is named like a secret goes, whatever it looks like; a
   * reference to a GTM variable ({@code {{Meta token}}}) stays, being only the name of one.
   */
  public static JsonNode clean(JsonNode node) {
    return JsonSecrets.clean(node);
  }
}
