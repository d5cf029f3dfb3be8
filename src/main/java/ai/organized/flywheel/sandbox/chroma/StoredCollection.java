package ai.organized.flywheel.sandbox.chroma;

import static java.util.Comparator.comparingDouble;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Rows of one collection. Its search is exact, where the real one is approximate. */
final class StoredCollection {
  private record Hit(String id, float distance) {}

  private final Space space;
  private final Map<String, StoredRow> rows = new LinkedHashMap<>();
  private int dimension;

  StoredCollection(Space space) {
    this.space = space;
  }

  Space space() {
    return space;
  }

  /** Fixed by the first row ever put in; null of JSON before. */
  synchronized JsonNode dimension() {
    return dimension == 0 ? NullNode.getInstance() : Json.object().numberNode(dimension);
  }

  synchronized int count() {
    return rows.size();
  }

  /** A row that is there stays as it is, without a word. */
  synchronized void add(NewRows sent) {
    require(sent.vectors());
    sent.each((id, row) -> rows.putIfAbsent(id, row.first()));
  }

  synchronized void upsert(NewRows sent) {
    require(sent.vectors());
    sent.each(
        (id, row) ->
            rows.compute(id, (same, old) -> old == null ? row.first() : old.upserted(row)));
  }

  synchronized void delete(List<String> ids) {
    ids.forEach(rows::remove);
  }

  private void require(List<float[]> vectors) {
    for (float[] vector : vectors) {
      if (dimension == 0) {
        dimension = vector.length;
      }
      if (vector.length != dimension) {
        throw ChromaError.invalid(
            "Collection expecting embedding with dimension of "
                + dimension
                + ", got "
                + vector.length);
      }
    }
  }

  /**
   * @param ids empty for all
   * @param include which columns; the others are null
   */
  synchronized ObjectNode get(List<String> ids, int limit, int offset, List<String> include) {
    List<String> found =
        rows.keySet().stream()
            .filter(id -> ids.isEmpty() || ids.contains(id))
            .skip(offset)
            .limit(limit)
            .toList();
    ObjectNode reply = Json.object();
    found.forEach(reply.putArray("ids")::add);
    column(reply, "embeddings", include, found, StoredRow::vectorJson);
    column(reply, "documents", include, found, StoredRow::document);
    column(reply, "metadatas", include, found, StoredRow::metadata);
    return reply.putNull("uris");
  }

  private void column(
      ObjectNode reply,
      String name,
      List<String> include,
      List<String> ids,
      Function<StoredRow, JsonNode> value) {
    reply.putNull(name);
    if (include.contains(name)) {
      ArrayNode column = reply.putArray(name);
      ids.forEach(id -> column.add(value.apply(rows.get(id))));
    }
  }

  /** Ids and distances, one list a vector. */
  synchronized ObjectNode query(List<float[]> asked, int most) {
    if (!rows.isEmpty()) {
      require(asked);
    }
    ObjectNode reply = Json.object();
    ArrayNode ids = reply.putArray("ids");
    ArrayNode distances = reply.putArray("distances");
    for (float[] vector : asked) {
      ArrayNode foundIds = ids.addArray();
      ArrayNode foundDistances = distances.addArray();
      for (Hit hit : nearest(vector, most)) {
        foundIds.add(hit.id);
        foundDistances.add(hit.distance);
      }
    }
    return reply.putNull("embeddings").putNull("documents").putNull("metadatas").putNull("uris");
  }

  private List<Hit> nearest(float[] vector, int most) {
    return rows.entrySet().stream()
        .map(row -> new Hit(row.getKey(), space.distance(vector, row.getValue().vector())))
        .sorted(comparingDouble(Hit::distance))
        .limit(most)
        .toList();
  }
}
