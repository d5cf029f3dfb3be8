package ai.organized.flywheel.sandbox.chroma;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The body of a call, read as strictly as Chroma does. */
record RecordBody(ObjectNode fields) {
  static RecordBody of(Request request) {
    if (!request.mediaType().equals("application/json")) {
      throw ChromaError.noJson();
    }
    return new RecordBody(
        Json.readObject(request.body())
            .orElseThrow(
                () -> ChromaError.invalid("Failed to parse the request body as JSON: at line 1")));
  }

  boolean has(String field) {
    return fields.hasNonNull(field);
  }

  String text(String field) {
    JsonNode text = required(field);
    if (!text.isTextual()) {
      throw ChromaError.shape(field + ": invalid type, expected a string");
    }
    return text.textValue();
  }

  int count(String field, int otherwise) {
    JsonNode count = fields.path(field);
    if (!count.isMissingNode() && (!count.isInt() || count.intValue() < 0)) {
      throw ChromaError.shape(field + ": invalid type, expected u32");
    }
    return count.asInt(otherwise);
  }

  /** Empty when there is none. */
  List<JsonNode> list(String field) {
    if (!has(field)) {
      return List.of();
    }
    if (!fields.get(field).isArray()) {
      throw ChromaError.shape(field + ": invalid type, expected a sequence");
    }
    List<JsonNode> list = new ArrayList<>();
    fields.get(field).forEach(list::add);
    return list;
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : list(field)) {
      if (!text.isTextual()) {
        throw ChromaError.shape(field + ": invalid type, expected a string");
      }
      texts.add(text.textValue());
    }
    return texts;
  }

  /** Lists of numbers, or little-endian floats in base64. */
  List<float[]> vectors(String field) {
    required(field);
    return list(field).stream().map(vector -> vector(field, vector)).toList();
  }

  private static float[] vector(String field, JsonNode vector) {
    if (vector.isTextual()) {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(vector.textValue()));
      float[] parts = new float[bytes.capacity() / Float.BYTES];
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(parts);
      return parts;
    }
    float[] parts = new float[vector.size()];
    for (int i = 0; i < parts.length; i++) {
      if (!vector.isArray() || !vector.get(i).isNumber()) {
        throw ChromaError.shape(
            field + ": data did not match any variant of untagged enum EmbeddingsPayload");
      }
      parts[i] = vector.get(i).floatValue();
    }
    return parts;
  }

  private JsonNode required(String field) {
    if (!has(field)) {
      throw ChromaError.shape("missing field `" + field + "`");
    }
    return fields.get(field);
  }
}
