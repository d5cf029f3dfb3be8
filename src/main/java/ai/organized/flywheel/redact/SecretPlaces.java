package ai.organized.flywheel.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * Which values of a JSON object are secrets, as the names over and beside them say.
 *
 * <pre>
 * {"access_token": "…"}                                       over it
 * {"key": "accessToken", "value": "…"}                        beside it: Tag Manager, HTTP headers
 * {"map": [{"key": "name", "value": "Authorization"},
 *          {"key": "value", "value": "…"}]}                   in the same row of a table
 * {"type": "c", "name": "CONST - Meta Access Token",
 *  "parameter": [{"key": "value", "value": "…"}]}             on the constant that holds it
 * </pre>
 */
final class SecretPlaces {
  private static final String VALUE = "value";

  /** One token, with or without an authorization scheme. */
  private static final Pattern TOKEN = Pattern.compile("(?i:(?:basic|bearer|token)\\s+)?\\S+");

  private final ObjectNode object;
  private final boolean named;

  /**
   * @param named whether a name further up says that the value in here is a secret
   */
  SecretPlaces(ObjectNode object, boolean named) {
    this.object = object;
    this.named = named;
  }

  /** The name of what stands in this field: its own, or the one beside it. */
  String nameOf(String field) {
    String beside = field.equals(VALUE) ? beside() : "";
    return beside.isEmpty() ? field : beside;
  }

  boolean isSecret(String field) {
    return switch (field) {
      case VALUE, "list" -> isSecretValue();
      case "map" -> isRowOfASecret();
      case "parameter" -> isConstantOfASecret();
      default -> SecretName.isKey(field);
    };
  }

  /** Empty for none. */
  private String beside() {
    String key = text(object, "key");
    return key.isEmpty() ? text(object, "name") : key;
  }

  private boolean isSecretValue() {
    return SecretName.isKey(beside()) || (named && isValue(text(object, "key")));
  }

  /** Of the row of a lookup table too: "/forgot-password" → "Forgot password" is none. */
  private boolean isRowOfASecret() {
    boolean named = false;
    boolean secret = false;
    for (JsonNode cell : object.path("map")) {
      String text = text(cell, VALUE);
      if (isValue(text(cell, "key"))) {
        secret |= isToken(text) && text.chars().anyMatch(Character::isDigit);
      } else {
        named |= SecretName.isKey(text);
      }
    }
    return named && secret;
  }

  private boolean isConstantOfASecret() {
    return text(object, "type").equals("c")
        && SecretName.isConstant(text(object, "name"))
        && isToken(text(object.path("parameter").path(0), VALUE));
  }

  /** No words, and no address of somebody who issues tokens. */
  private static boolean isToken(String value) {
    return TOKEN.matcher(value).matches() && !value.contains("://");
  }

  /** Columns of tables are named value, headerValue, parameterValue; items of a list are not. */
  private static boolean isValue(String key) {
    return key.isEmpty()
        || key.regionMatches(true, key.length() - VALUE.length(), VALUE, 0, VALUE.length());
  }

  private static String text(JsonNode object, String field) {
    JsonNode text = object.get(field);
    return text != null && text.isTextual() ? text.textValue() : "";
  }
}
