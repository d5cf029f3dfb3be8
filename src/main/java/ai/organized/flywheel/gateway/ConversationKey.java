package ai.organized.flywheel.gateway;

import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.serve.ChatBody;
import io.vertx.core.http.HttpServerRequest;
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
    return HexFormat.of().formatHex(Sha256.of(key), 0, BYTES_SHOWN);
  }
}
