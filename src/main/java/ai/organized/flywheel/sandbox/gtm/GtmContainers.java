package ai.organized.flywheel.sandbox.gtm;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Containers with their published version and at most one workspace each, as the API tells them.
 */
final class GtmContainers {
  static final List<String> KINDS =
      List.of(
          "tag",
          "trigger",
          "variable",
          "folder",
          "builtInVariable",
          "zone",
          "customTemplate",
          "client",
          "gtagConfig",
          "transformation");

  private static final String WORKSPACE = "1";

  private final Map<String, ObjectNode> published = new TreeMap<>();
  private final Map<String, ObjectNode> drafts = new TreeMap<>();

  GtmContainers(List<ObjectNode> exports) {
    for (ObjectNode export : exports) {
      JsonNode whole = ApiSpelling.of(export.path("containerVersion"));
      if (!(whole instanceof ObjectNode version) || !version.hasNonNull("containerId")) {
        throw new IllegalArgumentException("an export without containerVersion.containerId");
      }
      boolean draft = version.path("containerVersionId").asText().equals("0");
      (draft ? drafts : published).put(version.path("containerId").asText(), version);
    }
  }

  /** That of the container that the arguments name, in the account that they name. */
  Optional<ObjectNode> published(ObjectNode arguments) {
    return Optional.ofNullable(published.get(arguments.path("containerId").asText()))
        .filter(
            version ->
                version.path("accountId").asText().equals(arguments.path("accountId").asText()));
  }

  ArrayNode all(String account) {
    ArrayNode containers = Json.object().putArray("container");
    published.values().stream()
        .filter(version -> version.path("accountId").asText().equals(account))
        .forEach(version -> containers.add(container(version)));
    return containers;
  }

  private static ObjectNode container(ObjectNode version) {
    ObjectNode container = version.withObject("/container").deepCopy();
    container.put("accountId", version.path("accountId").asText());
    return container.put("containerId", version.path("containerId").asText());
  }

  ArrayNode workspaces(ObjectNode arguments) {
    ArrayNode workspaces = Json.object().putArray("workspace");
    workspaces.addObject().put("workspaceId", WORKSPACE).put("name", "Default Workspace");
    return workspaces;
  }

  /** What the draft, if there is one, would change. */
  ObjectNode status(ObjectNode arguments) {
    String container = arguments.path("containerId").asText();
    ObjectNode before = published.get(container);
    ObjectNode after = drafts.getOrDefault(container, before);
    ObjectNode status = Json.object();
    ArrayNode changes = status.putArray("workspaceChange");
    for (String kind : KINDS) {
      Map<String, JsonNode> old = byId(kind, before);
      Map<String, JsonNode> now = byId(kind, after);
      now.forEach(
          (id, entity) -> {
            if (!entity.equals(old.get(id))) {
              add(changes, kind, entity, old.containsKey(id) ? "updated" : "added");
            }
          });
      old.forEach(
          (id, entity) -> {
            if (!now.containsKey(id)) {
              add(changes, kind, entity, "deleted");
            }
          });
    }
    return status;
  }

  private static void add(ArrayNode changes, String kind, JsonNode entity, String changeStatus) {
    changes.addObject().put("changeStatus", changeStatus).set(kind, entity);
  }

  private static Map<String, JsonNode> byId(String kind, ObjectNode version) {
    String key =
        switch (kind) {
          case "builtInVariable" -> "type";
          case "customTemplate" -> "templateId";
          default -> kind + "Id";
        };
    Map<String, JsonNode> entities = new TreeMap<>();
    version.path(kind).forEach(entity -> entities.put(entity.path(key).asText(), entity));
    return entities;
  }
}
