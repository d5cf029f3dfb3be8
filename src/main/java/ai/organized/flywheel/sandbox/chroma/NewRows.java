package ai.organized.flywheel.sandbox.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.function.BiConsumer;

/** What add and upsert are sent. */
record NewRows(
    List<String> ids, List<float[]> vectors, List<JsonNode> documents, List<JsonNode> metadatas) {

  static NewRows of(RecordBody body) {
    NewRows rows =
        new NewRows(
            body.texts("ids"),
            body.vectors("embeddings"),
            body.list("documents"),
            body.list("metadatas"));
    boolean uneven =
        rows.vectors.size() != rows.ids.size()
            || (body.has("documents") && rows.documents.size() != rows.ids.size())
            || (body.has("metadatas") && rows.metadatas.size() != rows.ids.size());
    if (uneven) {
      throw ChromaError.invalid(
          "Inconsistent number of IDs, embeddings, documents, URIs and metadatas");
    }
    if (rows.ids.contains("")) {
      throw ChromaError.invalid("Empty ID, ID must have at least one character");
    }
    rows.metadatas.forEach(NewRows::requireFlat);
    return rows;
  }

  private static void requireFlat(JsonNode metadata) {
    boolean flat = metadata.isNull() || metadata.isObject();
    for (JsonNode value : metadata) {
      flat &= value.isValueNode();
    }
    if (!flat) {
      throw ChromaError.shape(
          "metadatas: data did not match any variant of untagged enum UpdateMetadataValue");
    }
  }

  /** Metadata as it was sent, with the nulls that take keys away. */
  void each(BiConsumer<String, StoredRow> row) {
    for (int i = 0; i < ids.size(); i++) {
      JsonNode metadata = metadatas.isEmpty() ? NullNode.getInstance() : metadatas.get(i);
      row.accept(
          ids.get(i),
          new StoredRow(
              vectors.get(i),
              documents.isEmpty() ? NullNode.getInstance() : documents.get(i),
              metadata));
    }
  }
}
