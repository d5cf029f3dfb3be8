package ai.organized.flywheel.gateway;

import ai.organized.flywheel.serve.ChatBody;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What holds a conversation together, so that one model answers all of it: the first there is of a
 * header, three fields of the body, and what the user said first.
 */
final class ConversationKey {
  private static final int BYTES_SHOWN = 8;

  private ConversationKey() {}

  static Optional<String> of(HttpServerRequest request, ChatBody body) {
    String header = request.getHeader(Names.CONVERSATION);
    if (header != null && !header.isEmpty()) {
      return Optional.of(header);
    }
    for (String named : new String[] {body.conversationId(), body.user(), body.cacheKey()}) {
      if (named != null && !named.isEmpty()) {
        return Optional.of(named);
      }
    }
    return body.firstQuestionHash().map(Long::toHexString);
  }

  /** For the rows: the key itself may be a person's name. */
  static String shown(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES_SHOWN);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
