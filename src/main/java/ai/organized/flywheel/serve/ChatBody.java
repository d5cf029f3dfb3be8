package ai.organized.flywheel.serve;

import ai.organized.flywheel.failure.BrokenException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A chat request as it came: its bytes, and where in them stands what we have to know. It was read
 * once by {@link ReadChatBody}; nothing of it is copied until it is asked for.
 */
public final class ChatBody {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  /** Bytes of a question that tell a conversation from others well enough. */
  private static final int TELLING = 2048;

  final byte[] bytes;

  /** Between the bracket that opens the messages and the first of them. */
  int insideMessages = -1;

  /** Members that go on as they are, in runs from a key to the end of a value. */
  List<Span> kept = List.of();

  Span mostTokens = Span.NONE;
  Span mostCompletionTokens = Span.NONE;
  Span firstQuestion = Span.NONE;
  Span lastQuestion = Span.NONE;
  byte[] metadataWithoutOurs = {};
  String model;
  String user;
  String cacheKey;
  String clientId;
  String conversationId;
  boolean stream;

  ChatBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The model that the caller names, or null. */
  public String model() {
    return model;
  }

  /** {@code metadata.client_id}, or null. */
  public String clientId() {
    return clientId;
  }

  /** {@code metadata.conversation_id}, or null. */
  public String conversationId() {
    return conversationId;
  }

  /** {@code user}, or null. */
  public String user() {
    return user;
  }

  /** {@code prompt_cache_key}, or null. */
  public String cacheKey() {
    return cacheKey;
  }

  /** Whether the answer is wanted as events. */
  public boolean stream() {
    return stream;
  }

  /** Length in bytes. */
  public int size() {
    return bytes.length;
  }

  /** A number for what the user said first, the same in every turn of a conversation. */
  public Optional<Long> firstQuestionHash() {
    if (firstQuestion.isNone()) {
      return Optional.empty();
    }
    Span question = firstQuestion.beginning(bytes, TELLING);
    return Optional.of(FastHash.of(bytes, question.from(), question.to()));
  }

  /** What the user said last, as text; empty when nobody said anything. */
  public String lastQuestion() {
    if (lastQuestion.isNone()) {
      return "";
    }
    Span question = lastQuestion.in(bytes);
    try {
      return text(JSON.readTree(bytes, question.from(), question.length()));
    } catch (IOException e) {
      throw new BrokenException("a message that was read cannot be read again", e);
    }
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (part.path("text").isTextual()) {
        text.append(text.isEmpty() ? "" : "\n").append(part.path("text").textValue());
      }
    }
    return text.toString();
  }
}
