package ai.organized.flywheel.serve;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns a caller's chat request into the one for a client's model: the model's own name, the system
 * prompt of its dataset before every message of the caller, and the longest answer under the name
 * that its server knows. All else stays, byte for byte. A caller's request and an evaluation's both
 * come through here.
 */
public final class PromptFirst {
  private static final byte[] METADATA = ",\"metadata\":".getBytes(StandardCharsets.UTF_8);

  private final byte[] to;
  private int at;

  private PromptFirst(int size) {
    this.to = new byte[size];
  }

  public static byte[] apply(ChatBody body, Opening opening) {
    Span most = body.mostCompletionTokens.isNone() ? body.mostTokens : body.mostCompletionTokens;
    byte[] metadata = body.metadataWithoutOurs;
    List<Span> kept = body.kept;
    int size = opening.model.length + opening.firstMessage.length + 1;
    size += most.isNone() ? 0 : opening.mostTokensName.length + most.length();
    size += metadata.length == 0 ? 0 : METADATA.length + metadata.length;
    for (Span run : kept) {
      size += 1 + run.length();
    }
    PromptFirst request = new PromptFirst(size);
    request.add(opening.model);
    if (!most.isNone()) {
      request.add(opening.mostTokensName);
      request.add(body.bytes, most.from(), most.to());
    }
    if (metadata.length > 0) {
      request.add(METADATA);
      request.add(metadata);
    }
    for (Span run : kept) {
      request.add(',');
      request.add(body, run, opening.firstMessage);
    }
    request.add('}');
    return request.to;
  }

  /** The run with the messages in it gets the prompt before the first of them. */
  private void add(ChatBody body, Span run, byte[] firstMessage) {
    int inside = body.insideMessages;
    if (inside < run.from() || inside >= run.to()) {
      add(body.bytes, run.from(), run.to());
      return;
    }
    add(body.bytes, run.from(), inside);
    add(firstMessage);
    add(body.bytes, inside, run.to());
  }

  private void add(byte[] bytes) {
    add(bytes, 0, bytes.length);
  }

  private void add(byte[] bytes, int from, int end) {
    System.arraycopy(bytes, from, to, at, end - from);
    at += end - from;
  }

  private void add(char ascii) {
    to[at++] = (byte) ascii;
  }
}
