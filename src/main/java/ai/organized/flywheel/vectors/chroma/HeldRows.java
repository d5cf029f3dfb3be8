package ai.organized.flywheel.vectors.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a collection holds before a build.
 *
 * @param current rows of this build that are there as they are to be
 * @param foreign ids of all other rows: of an older build, with another vector, or with metadata
 *     that is not ours
 */
record HeldRows(Set<Integer> current, List<String> foreign) {
  private static final int PAGE = 1000;
  private static final String ATTEMPTED = "listing the rows on Chroma";

  static HeldRows read(Collection collection, Rows rows) {
    HeldRows held = new HeldRows(new HashSet<>(), new ArrayList<>());
    Set<String> seen = new HashSet<>();
    int onPage = PAGE;
    while (onPage == PAGE) {
      JsonNode page = collection.post(ATTEMPTED, "/get", question(seen.size()));
      JsonNode ids = page.path("ids");
      JsonNode metadatas = page.path("metadatas");
      if (!ids.isArray() || !metadatas.isArray() || ids.size() != metadatas.size()) {
        throw ChromaReply.unexpected(ATTEMPTED, "no ids with their metadatas");
      }
      onPage = ids.size();
      for (int i = 0; i < onPage; i++) {
        if (!ids.get(i).isTextual() || !seen.add(ids.get(i).textValue())) {
          throw ChromaReply.unexpected(ATTEMPTED, "no id, or one that it had already");
        }
        held.take(ids.get(i).textValue(), metadatas.get(i), rows);
      }
    }
    return held;
  }

  private void take(String id, JsonNode metadata, Rows rows) {
    Optional<Integer> row = rows.row(id).filter(found -> metadata.equals(ours(rows, found)));
    row.ifPresentOrElse(current::add, () -> foreign.add(id));
  }

  private static ObjectNode ours(Rows rows, int row) {
    return JsonNodeFactory.instance.objectNode().put(RowsJson.HASH_KEY, rows.hash(row));
  }

  private static String question(int offset) {
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    question.put("limit", PAGE).put("offset", offset).putArray("include").add("metadatas");
    return question.toString();
  }
}
