package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields of one thing in a form that can be compared, whether an export or the API told it:
 * parameters one by one, without what only Tag Manager's bookkeeping needs.
 */
final class EntityFields {
  private static final Set<String> NOISE =
      Set.of(
          "fingerprint",
          "tagManagerUrl",
          "path",
          "accountId",
          "containerId",
          "workspaceId",
          "containerVersionId",
          "uniqueTriggerId");

  private static final Set<String> TRIGGER_IDS = Set.of("firingTriggerId", "blockingTriggerId");

  private static final Set<String> CONDITIONS =
      Set.of("filter", "customEventFilter", "autoEventFilter");

  private final boolean byId;
  private final TriggerNames triggers;
  private final Templates templates;
  private final Map<String, String> folders = new HashMap<>();

  /**
   * @param byId whether ids mean the same on both sides; if not, the names behind them are compared
   */
  EntityFields(JsonNode version, boolean byId) {
    this.byId = byId;
    this.triggers = new TriggerNames(version);
    this.templates = new Templates(version);
    for (JsonNode folder : version.path("folder")) {
      folders.put(folder.path("folderId").asText(), Entity.name(folder));
    }
  }

  static List<String> differing(SortedMap<String, String> one, SortedMap<String, String> other) {
    Set<String> fields = new TreeSet<>(one.keySet());
    fields.addAll(other.keySet());
    fields.removeIf(field -> Objects.equals(one.get(field), other.get(field)));
    return List.copyOf(fields);
  }

  SortedMap<String, String> of(EntityKind kind, JsonNode entity) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : entity.properties()) {
      String key = field.getKey();
      if (key.equals("parameter")) {
        parameters(field.getValue(), fields);
      } else if (!NOISE.contains(key) && !(key.equals(kind.id()) && !key.equals("type"))) {
        put(fields, key, value(key, field.getValue()));
      }
    }
    fields.computeIfPresent("type", (key, type) -> type(entity));
    return fields;
  }

  /** The type for people of two containers: a custom template's name in place of its id. */
  String type(JsonNode entity) {
    String type = Entity.type(entity);
    Optional<String> template = byId ? Optional.empty() : templates.name(type);
    return template.orElse(FoldedEnum.fold(type));
  }

  private void parameters(JsonNode parameters, SortedMap<String, String> fields) {
    for (JsonNode parameter : parameters) {
      String key = parameter.path("key").asText("");
      String content =
          parameter.path("value").asText("")
              + PlainJson.of(parameter.path("list"))
              + PlainJson.of(parameter.path("map"));
      put(fields, key.isEmpty() ? "parameter" : "parameter." + key, content);
    }
  }

  /** Nothing and not there are the same. */
  private static void put(SortedMap<String, String> fields, String key, String value) {
    if (!value.isEmpty()) {
      fields.merge(key, value, (first, second) -> first + " " + second);
    }
  }

  private String value(String key, JsonNode value) {
    if (TRIGGER_IDS.contains(key)) {
      return value.isEmpty() ? "" : sorted(byId ? texts(value) : triggers.of(value));
    }
    if (key.equals("parentFolderId") && !byId) {
      return folders.getOrDefault(value.asText(), value.asText());
    }
    if (CONDITIONS.contains(key)) {
      return conditions(value);
    }
    return PlainJson.of(key, value);
  }

  /** All of them must hold, in whatever order. */
  private static String conditions(JsonNode filter) {
    List<String> conditions = new ArrayList<>();
    filter.forEach(condition -> conditions.add(PlainJson.of(condition)));
    return conditions.isEmpty() ? "" : sorted(conditions);
  }

  private static List<String> texts(JsonNode ids) {
    List<String> texts = new ArrayList<>();
    ids.forEach(id -> texts.add(id.asText()));
    return texts;
  }

  private static String sorted(List<String> names) {
    return names.stream().sorted().toList().toString();
  }
}
