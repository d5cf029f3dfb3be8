package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes the values out of constants of which the name, or a parameter that uses them, says that
 * they are secrets: {@code CONST - Meta Access Token}, {@code accessToken: {{Meta}}}. Server
 * containers keep live tokens there, and not every token shows by its own looks.
 */
final class ConstantSecrets {
  private final Redactions redactions;
  private final Map<String, Set<String>> uses = new HashMap<>();

  private ConstantSecrets(Redactions redactions) {
    this.redactions = redactions;
  }

  /** The version itself stays as it was. */
  static ObjectNode hide(ObjectNode version, Redactions redactions) {
    ConstantSecrets secrets = new ConstantSecrets(redactions);
    for (String array : new String[] {"tag", "client", "transformation", "variable"}) {
      version.path(array).forEach(owner -> secrets.findUses(owner.path("parameter")));
    }
    ArrayNode variables = version.arrayNode();
    version.path("variable").forEach(variable -> variables.add(secrets.hidden(variable)));
    return variables.isEmpty() ? version : Entity.with(version, "variable", variables);
  }

  private void findUses(JsonNode parameters) {
    for (JsonNode parameter : parameters) {
      String value = parameter.path("value").asText("");
      if (value.startsWith("{{") && value.endsWith("}}")) {
        uses.computeIfAbsent(value.substring(2, value.length() - 2), name -> new TreeSet<>())
            .add(parameter.path("key").asText(""));
      }
      findUses(parameter.path("map"));
      findUses(parameter.path("list"));
    }
  }

  private JsonNode hidden(JsonNode variable) {
    String value = ParameterList.value(variable, "value").orElse("");
    if (!Entity.type(variable).equals("c") || value.isEmpty() || value.startsWith("[redacted:")) {
      return variable;
    }
    String name = Entity.name(variable);
    String clean = under(name, value);
    for (String use : uses.getOrDefault(name, Set.of())) {
      clean = clean.equals(value) ? under(use, value) : clean;
    }
    return clean.equals(value) ? variable : withValue(variable, clean);
  }

  private static JsonNode withValue(JsonNode variable, String value) {
    ObjectNode copy = variable.deepCopy();
    for (JsonNode parameter : copy.path("parameter")) {
      if (parameter.path("key").asText().equals("value")) {
        ((ObjectNode) parameter).put("value", value);
      }
    }
    return copy;
  }

  /** What is left of a value that stands under a key which may say that it is a secret. */
  private String under(String key, String value) {
    ObjectNode pair = JsonNodeFactory.instance.objectNode().put(key, value);
    return redactions.clean(pair).path(key).asText();
  }
}
