package ai.organized.flywheel.sandbox.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** What is told about a piece of work, one JSON object a line. */
final class Progress {
  private static final String NDJSON = "application/x-ndjson";

  private final List<ObjectNode> lines = new ArrayList<>();

  void say(String status) {
    lines.add(Json.object().put("status", status));
  }

  /** The last word of work that failed. */
  void fail(OllamaError error) {
    lines.add(error.line());
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  Reply stream() {
    return stream(bytes());
  }

  /** Only how it ended. */
  Reply last(int statusOfAnError) {
    ObjectNode last = lines.get(lines.size() - 1);
    return Reply.json(last.has("error") ? statusOfAnError : 200, last);
  }

  Reply spoiled(CreateFault fault) {
    return switch (fault) {
      case ERROR_LINE -> failed("error reading layer: unexpected EOF");
      case DISK_FULL ->
          failed("write /usr/share/ollama/blobs/sha256-partial: no space left on device");
      case HANG ->
          stream(() -> Stream.concat(stream(lines), Stream.generate(Progress::never)).iterator());
      case BROKEN_OFF -> {
        List<byte[]> bytes = new ArrayList<>(bytes());
        bytes.add("{\"status\":\"writing ma".getBytes(UTF_8));
        yield stream(bytes);
      }
      case ENDS_EARLY -> stream();
    };
  }

  private Reply failed(String why) {
    fail(new OllamaError(500, why));
    return stream();
  }

  private List<byte[]> bytes() {
    return stream(lines).toList();
  }

  private static Stream<byte[]> stream(List<ObjectNode> lines) {
    return lines.stream().map(line -> (line + "\n").getBytes(UTF_8));
  }

  private static Reply stream(Iterable<byte[]> parts) {
    return new Reply(200, NDJSON, Map.of(), parts, true);
  }

  /** Until the sandbox is closed. */
  private static byte[] never() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new byte[0];
  }
}
