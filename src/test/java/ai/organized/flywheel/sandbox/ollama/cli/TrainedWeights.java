package ai.organized.flywheel.sandbox.ollama.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A safetensors file that carries one training line. */
public final class TrainedWeights {
  private TrainedWeights() {}

  public static byte[] of(String question, String answer) {
    ObjectNode line = Json.object();
    var messages = line.putArray("messages");
    messages.addObject().put("role", "system").put("content", "s");
    messages.addObject().put("role", "user").put("content", question);
    messages.addObject().put("role", "assistant").put("content", answer);
    return withTensor("flywheel.sandbox.lines", "U8", (line + "\n").getBytes(UTF_8));
  }

  public static byte[] withTensor(String name, String type, byte[] data) {
    ObjectNode header = Json.object();
    ObjectNode tensor = header.putObject(name).put("dtype", type);
    tensor.putArray("shape").add(data.length);
    tensor.putArray("data_offsets").add(0).add(data.length);
    byte[] json = header.toString().getBytes(UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }
}
