package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The names behind the trigger ids of tags and trigger groups. */
final class TriggerNames {
  /** Built-in triggers are in no export; their ids begin at 2147479000. */
  private static final Pattern BUILT_IN = Pattern.compile("2147(?:479|48[0-3])[0-9]{3}");

  /** Seen in exports; 2147479574 occurs in server containers, its meaning is not documented. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "2147479553", "All Pages",
          "2147479572", "Consent Initialization",
          "2147479573", "Initialization");

  private static final String MISSING = "missing trigger ";

  private final Map<String, String> names = new HashMap<>();

  TriggerNames(JsonNode version) {
    for (JsonNode trigger : version.path("trigger")) {
      names.put(trigger.path("triggerId").asText(), Entity.name(trigger));
    }
  }

  /** Sorted: any of them fires the tag. */
  List<String> of(JsonNode ids) {
    List<String> found = new ArrayList<>();
    ids.forEach(id -> found.add(of(id.asText())));
    found.sort(null);
    return found;
  }

  String of(String id) {
    String name = names.get(id);
    if (name != null) {
      return name;
    }
    if (BUILT_IN.matcher(id).matches()) {
      return KNOWN.getOrDefault(id, "built-in trigger " + id);
    }
    return MISSING + id;
  }

  /** Whether a name that was made here stands for a trigger that the container has not. */
  static boolean isMissing(String name) {
    return name.startsWith(MISSING);
  }
}
