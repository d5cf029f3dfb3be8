package ai.organized.flywheel.vectors.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The neighbours of one row, the nearest first.
 *
 * @param distances 1 - cosine, 0 to 2
 */
record Hits(List<String> ids, List<Double> distances) {
  int size() {
    return ids.size();
  }

  /** The distance of the farthest. */
  double last() {
    return distances.get(distances.size() - 1);
  }

  /** One an asked row, in their order. */
  static List<Hits> read(String attempted, JsonNode reply, int asked) {
    JsonNode ids = reply.path("ids");
    JsonNode distances = reply.path("distances");
    if (ids.size() != asked || distances.size() != asked) {
      throw ChromaReply.unexpected(attempted, "not one list of neighbours for each vector");
    }
    List<Hits> hits = new ArrayList<>();
    for (int i = 0; i < asked; i++) {
      hits.add(one(attempted, ids.get(i), distances.get(i)));
    }
    return hits;
  }

  private static Hits one(String attempted, JsonNode ids, JsonNode distances) {
    if (ids == null || distances == null || !ids.isArray() || ids.size() != distances.size()) {
      throw ChromaReply.unexpected(attempted, "ids without distances");
    }
    Hits hits = new Hits(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < ids.size(); i++) {
      JsonNode id = ids.get(i);
      JsonNode distance = distances.get(i);
      boolean fits = id.isTextual() && distance != null && distance.isNumber();
      if (!fits || !Double.isFinite(distance.doubleValue())) {
        throw ChromaReply.unexpected(attempted, "a distance that is no number");
      }
      hits.ids.add(id.textValue());
      hits.distances.add(distance.doubleValue());
    }
    return hits;
  }
}
