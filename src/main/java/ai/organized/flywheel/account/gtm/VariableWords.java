package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.gtm.GtmContainer.Variable;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a variable reads; never a value, but for ids that are no secrets. */
final class VariableWords {
  private final Templates templates;

  VariableWords(Templates templates) {
    this.templates = templates;
  }

  Variable read(JsonNode variable) {
    String type = Entity.type(variable);
    return new Variable(Entity.name(variable), type, parameter(type, variable));
  }

  private Optional<String> parameter(String type, JsonNode variable) {
    return switch (type) {
      case "v" -> value(variable, "name");
      case "ed" -> value(variable, "keyPath");
      case "c" -> value(variable, "value").filter(PlainId::is);
      case "k" -> value(variable, "name").map(name -> "cookie " + name);
      case "ck" ->
          value(variable, "name").or(() -> value(variable, "cookieName")).map(c -> "cookie " + c);
      case "j" -> value(variable, "name").map(name -> "JavaScript " + name);
      case "rh" -> value(variable, "headerName").map(name -> "header " + name);
      case "qp" -> value(variable, "queryParamName").map(name -> "query " + name);
      case "u" -> Optional.of(url(variable));
      case "aev" -> value(variable, "varType").map(part -> "event " + words(part));
      case "d" -> element(variable);
      case "vis" -> element(variable).map(element -> element + " visibility");
      case "smm", "remm" -> table(type, variable);
      case "gas" -> value(variable, "trackingId").filter(PlainId::is);
      case "awec" -> Optional.of("user-provided data: " + String.join(", ", userData(variable)));
      case "gtes" -> Optional.of("event settings: " + settings(variable, "eventSettingsTable"));
      case "gtcs" -> Optional.of("config settings: " + settings(variable, "configSettingsTable"));
      default -> templates.name(type).map(name -> "template " + name);
    };
  }

  private static Optional<String> value(JsonNode variable, String key) {
    return ParameterList.value(variable, key).map(Constants::withoutBraces);
  }

  private static String url(JsonNode variable) {
    String component = words(ParameterList.value(variable, "component").orElse("URL"));
    String key = value(variable, "queryKey").map(name -> " " + name).orElse("");
    String source = value(variable, "customUrlSource").map(from -> " of " + from).orElse("");
    return (component.equals("url") ? "URL" : "URL " + component) + key + source;
  }

  private static Optional<String> element(JsonNode variable) {
    return value(variable, "elementId")
        .map(id -> "element #" + id)
        .or(() -> value(variable, "elementSelector").map(selector -> "element " + selector));
  }

  private static Optional<String> table(String type, JsonNode variable) {
    String rows = ParameterList.list(variable, "map").size() + " rows";
    String kind = type.equals("smm") ? "lookup of " : "regex table of ";
    return value(variable, "input").map(input -> kind + input + ", " + rows);
  }

  private static List<String> userData(JsonNode variable) {
    List<String> fields = new ArrayList<>();
    for (JsonNode parameter : variable.path("parameter")) {
      if (parameter.path("value").asText().contains("{{")) {
        fields.add(parameter.path("key").asText());
      }
    }
    return fields;
  }

  private static String settings(JsonNode variable, String table) {
    List<String> names = new ArrayList<>();
    for (JsonNode row : ParameterList.list(variable, table)) {
      for (JsonNode cell : row.path("map")) {
        if (cell.path("key").asText().equals("parameter")) {
          names.add(cell.path("value").asText());
        }
      }
    }
    return String.join(", ", names);
  }

  /** {@code HISTORY_NEW_URL_FRAGMENT} and {@code historyNewUrlFragment} in words. */
  private static String words(String code) {
    return FoldedEnum.fold(code).toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
