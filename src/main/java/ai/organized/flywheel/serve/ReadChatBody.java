package ai.organized.flywheel.serve;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads a chat request once, from end to end, without making a tree of it: that it is a JSON object
 * with messages, and where in its bytes stands what we have to know or to change.
 *
 * <p>A name that is given twice is refused where we act on it: which of the two another reader
 * would take is not known (RFC 8259, section 4), and one could ask for another client with it. So
 * is such a name in another case.
 */
public final class ReadChatBody {
  private static final int DEEPEST = 100;

  /** Names are not interned: a body may bring a million of them. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final ChatBody body;
  private final JsonParser parser;
  private final SeenNames seen = new SeenNames();
  private final Spans kept;

  private ReadChatBody(byte[] bytes, JsonParser parser) {
    this.body = new ChatBody(bytes);
    this.kept = new Spans(bytes);
    this.parser = parser;
  }

  /**
   * @throws RefusedException 400 when it is no JSON object with messages, or ambiguous
   */
  public static ChatBody read(byte[] bytes) {
    ChatBody body = readAny(bytes);
    if (body.insideMessages < 0) {
      throw new RefusedException(
          400, "missing_messages", "messages is missing or no list with a message in it");
    }
    return body;
  }

  /**
   * The same of a request that needs no messages: for embeddings.
   *
   * @throws RefusedException 400 when it is no JSON object, or ambiguous
   */
  public static ChatBody readAny(byte[] bytes) {
    requireUtf8(bytes);
    try (JsonParser parser = JSON.createParser(bytes)) {
      return new ReadChatBody(bytes, parser).read();
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      throw new RefusedException(
          400, "invalid_json", "the body is no JSON" + (at < 0 ? "" : ", at byte " + at));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jackson would guess UTF-16 and UTF-32 by their zero bytes and read over a byte order mark. */
  private static void requireUtf8(byte[] bytes) {
    boolean ascii = bytes.length == 0 || bytes[0] > 0;
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      ascii &= bytes[i] != 0;
    }
    if (!ascii) {
      throw new RefusedException(
          400, "invalid_json", "the body is no JSON in UTF-8 (without a byte order mark)");
    }
  }

  private ChatBody read() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new RefusedException(400, "invalid_body", "the body is no JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int key = at();
      String name = parser.currentName();
      parser.nextToken();
      member(name, key);
    }
    body.kept = kept.until(at());
    if (parser.nextToken() != null) {
      throw new RefusedException(400, "invalid_json", "something stands after the JSON object");
    }
    return body;
  }

  private void member(String name, int key) throws IOException {
    boolean keep = true;
    switch (name) {
      case "model" -> {
        seen.once(name, 0);
        body.model = textOrNull();
        keep = false;
      }
      case "messages" -> {
        seen.once(name, 1);
        messages();
      }
      case "metadata" -> {
        seen.once(name, 2);
        keep = metadata();
      }
      case "stream" -> {
        seen.once(name, 3);
        body.stream = parser.currentToken() == JsonToken.VALUE_TRUE;
      }
      case "user" -> {
        seen.once(name, 4);
        body.user = textOrNull();
      }
      case "prompt_cache_key" -> {
        seen.once(name, 5);
        body.cacheKey = textOrNull();
      }
      case "max_tokens" -> {
        seen.once(name, 6);
        body.mostTokens = value();
        keep = false;
      }
      case "max_completion_tokens" -> {
        seen.once(name, 7);
        body.mostCompletionTokens = value();
        keep = false;
      }
      default -> OwnSpelling.require(name);
    }
    parser.skipChildren();
    if (keep) {
      kept.keep(key);
    } else {
      kept.leaveOut(key);
    }
  }

  private void messages() throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    int inside = at() + 1;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      body.insideMessages = inside;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        message();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void message() throws IOException {
    boolean user = false;
    Span content = Span.NONE;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("role")) {
        user = "user".equals(textOrNull());
      } else if (name.equals("content")) {
        content = content();
      } else {
        parser.skipChildren();
      }
    }
    if (user && !content.isNone()) {
      body.firstQuestion = body.firstQuestion.isNone() ? content : body.firstQuestion;
      body.lastQuestion = content;
    }
  }

  /**
   * What is said to us alone is not passed on: OpenAI refuses any metadata without {@code store}.
   *
   * @return whether there was nothing for us in it
   */
  private boolean metadata() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return true;
    }
    SeenNames twice = new SeenNames();
    ByteArrayOutputStream others = new ByteArrayOutputStream();
    boolean ours = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int key = at();
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("client_id")) {
        twice.once("metadata." + name, 0);
        body.clientId = textOrNull();
        ours = true;
      } else if (name.equals("conversation_id")) {
        twice.once("metadata." + name, 1);
        body.conversationId = textOrNull();
        ours = true;
      } else {
        int end = value().to();
        others.write(others.size() == 0 ? '{' : ',');
        others.write(body.bytes, key, end - key);
      }
    }
    if (ours && others.size() > 0) {
      others.write('}');
      body.metadataWithoutOurs = others.toByteArray();
    }
    return !ours;
  }

  /** The end of a text is looked for when it is needed: reading on is cheaper than reading it. */
  private Span content() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> new Span(at(), Span.LATER);
      case START_ARRAY -> value();
      default -> {
        parser.skipChildren();
        yield Span.NONE;
      }
    };
  }

  private String textOrNull() throws IOException {
    String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    parser.skipChildren();
    return text;
  }

  /** Where the key or value begins that the parser stands on. */
  private int at() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Reads the value to its end. */
  private Span value() throws IOException {
    int from = at();
    parser.skipChildren();
    parser.finishToken();
    return new Span(from, (int) parser.currentLocation().getByteOffset());
  }
}
