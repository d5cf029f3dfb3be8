package ai.organized.flywheel.vectors.chroma;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The bodies that carry rows, written part by part: as trees they would be many times larger. */
final class RowsJson {
  /** The one key that our rows have beside them. */
  static final String HASH_KEY = "vector_sha256";

  private static final JsonFactory FACTORY = new JsonFactory();

  private interface Writing {
    void write(JsonGenerator json) throws IOException;
  }

  private RowsJson() {}

  static String upsert(Rows rows, List<Integer> batch) {
    return written(
        json -> {
          json.writeArrayFieldStart("ids");
          for (int row : batch) {
            json.writeString(rows.id(row));
          }
          json.writeEndArray();
          vectors("embeddings", rows, batch, json);
          json.writeArrayFieldStart("metadatas");
          for (int row : batch) {
            json.writeStartObject();
            json.writeStringField(HASH_KEY, rows.hash(row));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static String query(Rows rows, List<Integer> batch, int neighbours) {
    return written(
        json -> {
          vectors("query_embeddings", rows, batch, json);
          json.writeNumberField("n_results", neighbours);
          json.writeArrayFieldStart("include");
          json.writeString("distances");
          json.writeEndArray();
        });
  }

  static String delete(List<String> ids) {
    return written(
        json -> {
          json.writeArrayFieldStart("ids");
          for (String id : ids) {
            json.writeString(id);
          }
          json.writeEndArray();
        });
  }

  private static void vectors(String name, Rows rows, List<Integer> batch, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int row : batch) {
      json.writeStartArray();
      for (float part : rows.vector(row)) {
        json.writeNumber(part);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static String written(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      writing.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory is always writable
    }
    return text.toString();
  }
}
