package ai.organized.flywheel.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/**
 * Replaces what looks like a token or a key by {@code [redacted:kind]}.
 *
 * <p>Cleaning twice changes nothing more. What is clean comes back as the same instance, so callers
 * may compare by reference.
 */
public final class Secrets {
  /** Told of every replacement by callers that do not count. */
  static final Consumer<String> NOBODY = label -> {};

  private Secrets() {}

  public static String clean(String text) {
    return clean(text, NOBODY);
  }

  /**
   * Cleans all string values and keeps all keys. A value of {@value JsonSecrets#SHORTEST_NAMED} or
   * more characters that is named like a secret, by its key or by a name beside it, goes, whatever
   * it looks like; a reference to a GTM variable ({@code {{Meta token}}}) stays, being only the
   * name of one.
   */
  public static JsonNode clean(JsonNode node) {
    return JsonSecrets.clean(node);
  }

  /**
   * @param found is told the label of every value that is replaced
   */
  static String clean(String text, Consumer<String> found) {
    int suspected = Suspicion.kindsIn(text);
    if (suspected == 0) {
      return text;
    }
    String cleaned = text;
    for (SecretKind kind : SecretKind.values()) {
      if ((suspected & kind.bit()) != 0) {
        cleaned = kind.redact(cleaned, found);
      }
    }
    return cleaned;
  }
}
