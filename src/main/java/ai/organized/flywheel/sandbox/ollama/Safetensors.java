package ai.organized.flywheel.sandbox.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of weights: length of the header in 8 bytes, the lowest first; the header, which is JSON;
 * the data.
 *
 * <p>The stand-ins for trainers write into it what a real one would have learned: the training
 * lines, as a tensor of bytes.
 */
final class Safetensors {
  /** Name of the tensor that carries the training lines, JSONL in UTF-8. */
  static final String LINES = "flywheel.sandbox.lines";

  private static final Set<String> CONVERTIBLE = Set.of("F16", "BF16", "F32");
  private static final int LENGTH = Long.BYTES;

  private Safetensors() {}

  /**
   * The training lines that a file carries, none when it carries none.
   *
   * @throws OllamaError when it is no such file, or holds what is not converted: a quantised base
   *     leaves weights of 32 bits without a sign
   */
  static List<String> lines(String name, byte[] file) {
    int end = headerEnd(name, file);
    ObjectNode header =
        Json.readObject(new String(file, LENGTH, end - LENGTH, UTF_8)).orElseThrow(() -> bad(name));
    List<String> lines = List.of();
    for (Map.Entry<String, JsonNode> tensor : header.properties()) {
      if (tensor.getKey().equals(LINES)) {
        lines = text(name, file, end, tensor.getValue()).lines().toList();
      } else if (!tensor.getKey().equals("__metadata__")) {
        requireConvertible(tensor.getValue().path("dtype").asText());
      }
    }
    return lines;
  }

  private static int headerEnd(String name, byte[] file) {
    if (file.length < LENGTH) {
      throw bad(name);
    }
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > file.length - LENGTH) {
      throw bad(name);
    }
    return (int) length + LENGTH;
  }

  private static String text(String name, byte[] file, int start, JsonNode tensor) {
    int from = tensor.path("data_offsets").path(0).asInt(-1);
    int to = tensor.path("data_offsets").path(1).asInt(-1);
    if (from < 0 || to < from || to > file.length - start) {
      throw bad(name);
    }
    return new String(file, start + from, to - from, UTF_8);
  }

  private static void requireConvertible(String type) {
    if (!CONVERTIBLE.contains(type)) {
      throw OllamaError.badRequest("unknown data type: " + type);
    }
  }

  private static OllamaError bad(String name) {
    return OllamaError.badRequest("failed to read safetensors header of " + name);
  }
}
