package ai.organized.flywheel.gateway;

import io.vertx.core.http.HttpClientResponse;
import java.util.Locale;
import java.util.Optional;

/** Which answers of a model's server are the caller's business. */
final class Statuses {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int PAYMENT = 402;
  private static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  private static final int TIMEOUT = 408;
  static final int TOO_MANY = 429;

  private Statuses() {}

  /**
   * Why an answer is as good as none; empty: it may be shown. A body without a type is believed.
   */
  static Optional<Trouble> troubleWith(HttpClientResponse answer) {
    if (sayMoreOfUsThanOfTheRequest(answer.statusCode())) {
      return Optional.of(Trouble.UPSTREAM_STATUS);
    }
    String type = answer.getHeader(Names.CONTENT_TYPE);
    return answer.statusCode() == OK && type != null && !isOfAModel(type.toLowerCase(Locale.ROOT))
        ? Optional.of(Trouble.UPSTREAM_CONTENT)
        : Optional.empty();
  }

  private static boolean isOfAModel(String type) {
    return type.contains("json") || type.startsWith("text/event-stream");
  }

  /**
   * Our key, our bill, a model that is gone, a server that is broken: another model may do better,
   * and nothing of it is shown. All else says what is wrong with the request, or that it came too
   * fast.
   */
  private static boolean sayMoreOfUsThanOfTheRequest(int status) {
    return switch (status) {
      case UNAUTHORIZED, PAYMENT, FORBIDDEN, NOT_FOUND, TIMEOUT -> true;
      default -> status < 200 || (status >= 300 && status < 400) || status >= 500;
    };
  }
}
