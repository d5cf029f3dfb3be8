package ai.organized.flywheel.sandbox.mlx;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights in the safetensors format: 8 bytes with the length of the header (little-endian), a JSON
 * object that tells dtype, shape and offsets of every tensor, then their bytes.
 *
 * <p>What a stand-in "learned" is a tensor of bytes like any other: {@link #LINES}, JSON Lines in
 * UTF-8.
 */
public final class Safetensors {
  /** Name of the tensor (U8, one dimension) that holds the training lines. */
  public static final String LINES = "flywheel.sandbox.lines";

  private Safetensors() {}

  /**
   * @param tensors names of tensors of one zero each, for the look of it
   * @param lines what was learned; empty for a model that was not trained
   */
  public static void write(Path file, List<String> tensors, List<String> lines) throws IOException {
    byte[] learned = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    ObjectNode header = Json.object();
    header.putObject("__metadata__").put("format", "mlx");
    int at = 0;
    for (String name : tensors) {
      describe(header, name, dtype(name, tensors), 1, at, at + Float.BYTES);
      at += Float.BYTES;
    }
    if (!lines.isEmpty()) {
      describe(header, LINES, "U8", learned.length, at, at + learned.length);
    }
    byte[] json = Json.bytes(header);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + padded.length + at + learned.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded.length).put(padded).position(8 + padded.length + at).put(learned);
    Files.write(file, bytes.array());
  }

  /** The header, or nothing when this is no such file. */
  public static Optional<ObjectNode> header(byte[] file) {
    if (file.length < 8) {
      return Optional.empty();
    }
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    boolean fits = length > 0 && length <= file.length - 8;
    return fits ? Json.readObject(Arrays.copyOfRange(file, 8, 8 + (int) length)) : Optional.empty();
  }

  /** The training lines in these weights; none when they hold none. */
  public static List<String> lines(byte[] file) {
    JsonNode header = header(file).map(JsonNode.class::cast).orElseGet(Json::object);
    JsonNode offsets = header.path(LINES).path("data_offsets");
    if (offsets.size() != 2) {
      return List.of();
    }
    int data = 8 + (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int from = data + offsets.get(0).asInt();
    int length = offsets.get(1).asInt() - offsets.get(0).asInt();
    return new String(file, from, length, StandardCharsets.UTF_8).lines().toList();
  }

  /** The names of the tensors, without what is learned. */
  static List<String> names(byte[] file) {
    return header(file).orElseGet(Json::object).properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !name.equals("__metadata__") && !name.equals(LINES))
        .toList();
  }

  /** Quantized weights are packed into whole numbers, and have scales beside them. */
  private static String dtype(String name, List<String> all) {
    boolean packed = name.endsWith(".weight") && all.contains(name.replace(".weight", ".scales"));
    return packed ? "U32" : "F32";
  }

  private static void describe(
      ObjectNode header, String name, String dtype, int size, int from, int to) {
    ObjectNode tensor = header.putObject(name).put("dtype", dtype);
    tensor.putArray("shape").add(size);
    tensor.putArray("data_offsets").add(from).add(to);
  }
}
