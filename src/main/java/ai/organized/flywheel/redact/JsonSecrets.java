package ai.organized.flywheel.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** What becomes of a text in a JSON tree: one that is named like a secret goes as a whole. */
final class JsonSecrets {
  static final int SHORTEST_NAMED = 12;

  private JsonSecrets() {}

  static JsonNode clean(JsonNode node) {
    return new JsonTexts((text, key, named) -> clean(text, named, Secrets.NOBODY)).clean(node);
  }

  static String clean(String text, boolean named, Consumer<String> found) {
    return named && isWorthHiding(text) ? hidden(text, found) : Secrets.clean(text, found);
  }

  private static boolean isWorthHiding(String text) {
    boolean reference = text.startsWith("{{") && text.indexOf("}}") == text.length() - 2;
    return text.length() >= SHORTEST_NAMED && !reference;
  }

  /** A secret that was recognised before keeps its kind. */
  private static String hidden(String text, Consumer<String> found) {
    boolean already = text.startsWith("[redacted:") && text.indexOf(']') == text.length() - 1;
    return already ? text : SecretKind.NAMED.replacement(found);
  }
}
