package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The body of {@code POST /v1/chat/completions}, as far as the sandbox uses it.
 *
 * @param system all system and developer messages, a line break between two
 * @param question what the user said last
 * @param promptWords of all messages, in place of tokens
 * @param mostWords of the answer; absent for no limit
 */
record ChatRequest(
    String model,
    String system,
    String question,
    int promptWords,
    Optional<Integer> mostWords,
    boolean stream,
    boolean includeUsage,
    boolean obfuscate) {

  /** The specification's (2.3.0), whether or not the sandbox does anything about them. */
  private static final Set<String> FIELDS =
      Set.of(
          ("messages model service_tier modalities verbosity reasoning_effort max_completion_tokens"
                  + " frequency_penalty presence_penalty web_search_options top_logprobs"
                  + " response_format audio store moderation stream stop logit_bias logprobs"
                  + " max_tokens n prediction seed stream_options tools tool_choice"
                  + " parallel_tool_calls function_call functions metadata temperature top_p user"
                  + " safety_identifier prompt_cache_key prompt_cache_retention"
                  + " prompt_cache_options")
              .split(" "));

  private static final Set<String> MESSAGE_FIELDS =
      Set.of(
          "role",
          "content",
          "name",
          "tool_calls",
          "tool_call_id",
          "function_call",
          "refusal",
          "audio");
  private static final List<String> ROLES =
      List.of("developer", "system", "user", "assistant", "tool", "function");

  static ChatRequest parse(Request request) {
    Parameters body = Parameters.ofBody(request).allowOnly(FIELDS);
    String model = body.requiredText("model");
    ArrayNode messages = body.requiredList("messages");
    List<String> system = new ArrayList<>();
    String question = "";
    int words = 0;
    for (int i = 0; i < messages.size(); i++) {
      Parameters message = Parameters.ofElement(messages.get(i), "messages[" + i + "]");
      String text = text(message);
      words += TextContent.words(text);
      switch (message.requiredText("role")) {
        case "user" -> question = text;
        case "system", "developer" -> system.add(text);
        default -> {}
      }
    }
    body.number("temperature", 0, 2);
    body.number("top_p", 0, 1);
    body.number("frequency_penalty", -2, 2);
    body.number("presence_penalty", -2, 2);
    body.whole("n", 1, 1); // the real one gives up to 128 choices, this one gives one
    Optional<Integer> most = body.whole("max_completion_tokens", 1, Integer.MAX_VALUE);
    Optional<Integer> mostOfOld = body.whole("max_tokens", 1, Integer.MAX_VALUE);
    if (most.isPresent() && mostOfOld.isPresent()) {
      throw body.invalid("max_tokens", "'max_completion_tokens' is set too, set one of them");
    }
    if (body.any("metadata").isPresent() && !body.flag("store")) {
      throw OpenAiError.badRequest(
          "The 'metadata' parameter is only allowed when 'store' is enabled.", "metadata", null);
    }
    boolean stream = body.flag("stream");
    Optional<Parameters> streamOptions = body.object("stream_options");
    if (streamOptions.isPresent() && !stream) {
      throw OpenAiError.badRequest(
          "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
          "stream_options",
          null);
    }
    streamOptions.ifPresent(o -> o.allowOnly(Set.of("include_usage", "include_obfuscation")));
    return new ChatRequest(
        model,
        String.join("\n", system),
        question,
        words,
        most.or(() -> mostOfOld),
        stream,
        streamOptions.map(options -> options.flag("include_usage")).orElse(false),
        streamOptions.map(ChatRequest::wantsObfuscation).orElse(true));
  }

  /** On unless it is switched off. */
  private static boolean wantsObfuscation(Parameters streamOptions) {
    return streamOptions.any("include_obfuscation").isEmpty()
        || streamOptions.flag("include_obfuscation");
  }

  private static String text(Parameters message) {
    message.allowOnly(MESSAGE_FIELDS);
    String role = message.requiredText("role");
    if (!ROLES.contains(role)) {
      throw message.invalid("role", "'" + role + "' is none of the supported values " + ROLES);
    }
    if (role.equals("tool")) {
      message.requiredText("tool_call_id");
    }
    Optional<JsonNode> content = message.any("content");
    if (content.isEmpty()) {
      if (role.equals("assistant")
          && (message.any("tool_calls").isPresent() || message.any("function_call").isPresent())) {
        return "";
      }
      throw message.missing("content");
    }
    if (content.get().isTextual()) {
      return content.get().textValue();
    }
    if (!content.get().isArray() || content.get().isEmpty()) {
      throw message.wrongType("content", "one of a string or array of objects");
    }
    return parts(content.get(), message);
  }

  private static String parts(JsonNode content, Parameters message) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < content.size(); i++) {
      Parameters part =
          Parameters.ofElement(content.get(i), message.label("content") + "[" + i + "]");
      String type = part.requiredText("type");
      if (!type.equals("text")) {
        throw part.invalid("type", "'" + type + "' is none of the values supported here: 'text'");
      }
      text.append(part.allowOnly(Set.of("type", "text")).requiredText("text"));
    }
    return text.toString();
  }
}
