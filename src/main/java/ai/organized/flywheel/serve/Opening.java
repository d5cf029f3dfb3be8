package ai.organized.flywheel.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;

/**
 * What a request to one model begins with, as the bytes that are sent: its name, its system prompt
 * as the first message, and the name under which its server reads the longest answer.
 */
public final class Opening {
  final byte[] model;

  /** Ends with a comma, for a message follows; nothing when there is no prompt. */
  final byte[] firstMessage;

  final byte[] mostTokensName;

  private Opening(byte[] model, byte[] firstMessage, byte[] mostTokensName) {
    this.model = model;
    this.firstMessage = firstMessage;
    this.mostTokensName = mostTokensName;
  }

  /**
   * @param provider Ollama passes over {@code max_completion_tokens} without a word, and OpenAI's
   *     newer models refuse {@code max_tokens}
   */
  public static Opening of(String provider, String modelId, String systemPrompt) {
    String mostTokens = provider.equals("openai") ? "max_completion_tokens" : "max_tokens";
    return new Opening(
        bytes("{\"model\":" + TextNode.valueOf(modelId)),
        systemPrompt.isEmpty() ? new byte[0] : bytes(message(systemPrompt) + ","),
        bytes(",\"" + mostTokens + "\":"));
  }

  private static ObjectNode message(String systemPrompt) {
    return JsonNodeFactory.instance.objectNode().put("role", "system").put("content", systemPrompt);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
