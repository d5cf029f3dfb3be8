package ai.organized.flywheel.vectors.chroma;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** A collection on the server, which measures cosines for sure. */
record Collection(ChromaApi api, String name, String id) {
  /** Wider than Chroma's own 100, 100 and 16: a neighbour that is not found is a pair lost. */
  private static final int EF_CONSTRUCTION = 200;

  private static final int EF_SEARCH = 500;
  private static final int MAX_NEIGHBORS = 32;

  private static final Pattern UUID = Pattern.compile("[0-9a-fA-F-]{36}");

  /**
   * Makes it, or finds the one that is there: then the server keeps its old configuration, without
   * a word, so that it is read back.
   *
   * @throws RefusedException when it measures anything but cosines, or vectors of another length
   */
  static Collection open(ChromaApi api, String name, Rows rows) {
    String attempted = "opening the collection " + name + " on Chroma";
    ObjectNode wanted = JsonNodeFactory.instance.objectNode();
    wanted.put("name", name).put("get_or_create", true);
    wanted
        .putObject("configuration")
        .putObject("hnsw")
        .put("space", "cosine")
        .put("ef_construction", EF_CONSTRUCTION)
        .put("ef_search", EF_SEARCH)
        .put("max_neighbors", MAX_NEIGHBORS);
    JsonNode found = api.post(attempted, "/collections", wanted.toString());
    String id = found.path("id").asText();
    if (!UUID.matcher(id).matches()) {
      throw ChromaReply.unexpected(attempted, "no id of a collection");
    }
    String space = found.at("/configuration_json/hnsw/space").asText("nothing we know");
    if (!space.equals("cosine")) {
      throw unfit(api, name, "chroma_space", "measures " + space + ", not cosine");
    }
    JsonNode dimension = found.path("dimension");
    if (dimension.isNumber() && dimension.intValue() != rows.dimension()) {
      throw unfit(api, name, "chroma_dimension", "holds vectors of " + dimension + " parts");
    }
    return new Collection(api, name, id);
  }

  /** It is named by what can be made again at any time, so that to delete it loses nothing. */
  RefusedException unfit(String code, String why) {
    return unfit(api, name, code, why);
  }

  private static RefusedException unfit(ChromaApi api, String name, String code, String why) {
    return new RefusedException(
        code,
        "The collection "
            + name
            + " on Chroma "
            + why
            + "; delete it, then build again: curl -X DELETE "
            + api.at("/collections/" + name));
  }

  JsonNode get(String attempted, String path) {
    return api.get(attempted, "/collections/" + id + path);
  }

  JsonNode post(String attempted, String path, String json) {
    return api.post(attempted, "/collections/" + id + path, json);
  }
}
