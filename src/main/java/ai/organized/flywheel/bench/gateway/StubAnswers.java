package ai.organized.flywheel.bench.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the stub upstream says: one answer of about 500 bytes, or numbered frames of a stream. */
final class StubAnswers {
  static final String DONE = "data: [DONE]\n\n";

  /** Of every answer: another number for streams would look like a model that changed. */
  private static final int TOKENS = 60;

  /** In OpenAI's shape, 500 bytes. */
  static final String PLAIN =
      chat(
          "chat.completion",
          "\"message\":{\"role\":\"assistant\",\"content\":\""
              + "The purchase event fires before the value is known. ".repeat(5).strip()
              + "\"},\"finish_reason\":\"stop\"",
          ",\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":60,\"total_tokens\":180}");

  static final String SERVER_ERROR =
      "{\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\",\"param\":null,"
          + "\"code\":null}}";

  private StubAnswers() {}

  /** Frame number {@code number} of a stream, without the blank line's predecessor or successor. */
  static String frame(int number) {
    return "data: "
        + chat(
            "chat.completion.chunk",
            "\"delta\":{\"content\":\" " + number + "\"},\"finish_reason\":null",
            "")
        + "\n\n";
  }

  /** All of a stream, one element a write: frames from 0, the end, the usage, {@code [DONE]}. */
  static List<byte[]> stream(int frames) {
    List<byte[]> all = new ArrayList<>();
    for (int number = 0; number < frames; number++) {
      all.add(bytes(frame(number)));
    }
    String end = "\"delta\":{},\"finish_reason\":\"stop\"";
    String usage =
        ",\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":"
            + TOKENS
            + ",\"total_tokens\":"
            + (120 + TOKENS)
            + "}";
    all.add(
        bytes(
            "data: "
                + chat("chat.completion.chunk", end, "")
                + "\n\ndata: "
                + chat("chat.completion.chunk", null, usage)
                + "\n\n"
                + DONE));
    return all;
  }

  private static String chat(String object, String choice, String more) {
    return "{\"id\":\"chatcmpl-bench\",\"object\":\""
        + object
        + "\",\"created\":1767225600,\"model\":\"stub\",\"choices\":["
        + (choice == null ? "" : "{\"index\":0," + choice + "}")
        + "]"
        + more
        + "}";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
