package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Ids;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code POST …/chat/completions}, answered whole or as a stream. */
public final class ChatCompletions {
  private final Clock clock;
  private final Function<String, Voice> voices;

  /**
   * @param voices by the name of a model; one that nobody knows is refused there
   */
  public ChatCompletions(Clock clock, Function<String, Voice> voices) {
    this.clock = clock;
    this.voices = voices;
  }

  public Reply answer(Request request) {
    ChatRequest asked = ChatRequest.parse(request);
    String whole = voices.apply(asked.model()).answer(asked.system(), asked.question());
    List<String> words = words(whole);
    int limit = asked.mostWords().orElse(words.size());
    List<String> said = words.subList(0, Math.min(limit, words.size()));
    String finish = said.size() < words.size() ? "length" : "stop";
    return asked.stream() ? stream(asked, said, finish) : whole(asked, said, finish);
  }

  /** With the space that follows each, so that they join to the same text. */
  private static List<String> words(String text) {
    return List.of(text.split("(?<=\\s)(?=\\S)"));
  }

  private Reply whole(ChatRequest asked, List<String> said, String finish) {
    ObjectNode body = head(asked, "chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    choice
        .putObject("message")
        .put("role", "assistant")
        .put("content", String.join("", said))
        .putNull("refusal")
        .putArray("annotations");
    choice.putNull("logprobs").put("finish_reason", finish);
    body.set("usage", usage(asked, said));
    return Reply.json(200, body);
  }

  /** Role first, then the words, then the reason for the end, then the usage if asked for. */
  private Reply stream(ChatRequest asked, List<String> said, String finish) {
    ObjectNode head = head(asked, "chat.completion.chunk"); // one id and one date for all chunks
    List<String> events = new ArrayList<>();
    ObjectNode opening = Json.object().put("role", "assistant").put("content", "");
    events.add(chunk(head, asked, opening.putNull("refusal"), null));
    for (String word : said) {
      events.add(chunk(head, asked, Json.object().put("content", word), null));
    }
    events.add(chunk(head, asked, Json.object(), finish));
    if (asked.includeUsage()) {
      ObjectNode last = head.deepCopy();
      last.putArray("choices");
      last.set("usage", usage(asked, said));
      events.add(last.toString());
    }
    events.add("[DONE]");
    return Reply.events(events);
  }

  private static String chunk(ObjectNode head, ChatRequest asked, ObjectNode delta, String finish) {
    ObjectNode chunk = head.deepCopy();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finish);
    if (asked.includeUsage()) {
      chunk.putNull("usage");
    }
    if (asked.obfuscate()) {
      chunk.put("obfuscation", Ids.next("", 6)); // padding, against guessing words by length
    }
    return chunk.toString();
  }

  private ObjectNode head(ChatRequest asked, String object) {
    return Json.object()
        .put("id", Ids.next("chatcmpl-", 29))
        .put("object", object)
        .put("created", clock.instant().getEpochSecond())
        .put("model", asked.model())
        .put("service_tier", "default")
        .put("system_fingerprint", "fp_sandbox");
  }

  private static ObjectNode usage(ChatRequest asked, List<String> said) {
    ObjectNode usage =
        Json.object()
            .put("prompt_tokens", asked.promptWords())
            .put("completion_tokens", said.size())
            .put("total_tokens", asked.promptWords() + said.size());
    usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", 0).put("audio_tokens", 0);
    return usage;
  }
}
