package ai.organized.flywheel.sandbox.chroma;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The collections of the default database, by name and by id. */
final class StoredCollections {
  private static final Pattern NAME =
      Pattern.compile("[a-zA-Z0-9](?=.{2,511}$)[a-zA-Z0-9._-]*[a-zA-Z0-9]");

  private record Named(UUID id, StoredCollection rows, ObjectNode hnsw) {}

  private final Map<String, Named> byName = new LinkedHashMap<>();

  /** Without {@code get_or_create} a name that is taken is refused; with it, the old one stays. */
  synchronized ObjectNode create(RecordBody body) {
    String name = body.text("name");
    ObjectNode hnsw = hnsw(body.fields().at("/configuration/hnsw"));
    Space space = Space.of(hnsw.get("space").asText());
    if (!NAME.matcher(name).matches()) {
      throw ChromaError.invalid(
          "Validation error: name: Expected a name containing 3-512 characters from [a-zA-Z0-9._-],"
              + " starting and ending with a character in [a-zA-Z0-9]. Got: "
              + name);
    }
    if (byName.containsKey(name) && !body.fields().path("get_or_create").asBoolean()) {
      throw ChromaError.exists(name);
    }
    byName.computeIfAbsent(
        name, free -> new Named(UUID.randomUUID(), new StoredCollection(space), hnsw));
    return described(name);
  }

  private static ObjectNode hnsw(JsonNode asked) {
    ObjectNode hnsw = Json.object().put("space", "l2");
    hnsw.put("ef_construction", 100).put("ef_search", 100).put("max_neighbors", 16);
    hnsw.put("resize_factor", 1.2).put("sync_threshold", 1000);
    asked.properties().forEach(field -> hnsw.set(field.getKey(), field.getValue()));
    return hnsw;
  }

  synchronized ArrayNode list() {
    ArrayNode list = Json.object().arrayNode();
    byName.keySet().forEach(name -> list.add(described(name)));
    return list;
  }

  synchronized ObjectNode described(String name) {
    Named named = byName.get(name);
    if (named == null) {
      throw ChromaError.noCollection(name);
    }
    ObjectNode described = Json.object().put("id", named.id.toString()).put("name", name);
    ObjectNode configuration = described.putObject("configuration_json");
    configuration.set("hnsw", named.hnsw);
    configuration.putNull("spann").putNull("embedding_function");
    described.putNull("metadata").set("dimension", named.rows.dimension());
    return described
        .put("tenant", "default_tenant")
        .put("database", "default_database")
        .put("log_position", 0)
        .put("version", 0);
  }

  synchronized void delete(String name) {
    if (byName.remove(name) == null) {
      throw ChromaError.noCollection(name);
    }
  }

  synchronized StoredCollection byId(String id) {
    return byName.values().stream()
        .filter(named -> named.id.equals(uuid(id)))
        .findFirst()
        .orElseThrow(() -> ChromaError.noCollection(id))
        .rows;
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ChromaError.invalid("Collection ID is not a valid UUIDv4");
    }
  }
}
