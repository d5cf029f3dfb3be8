package ai.organized.flywheel.gateway;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.access.Door;
import ai.organized.flywheel.failure.RefusedException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** What a request has to pass behind the door, before its body is read. */
final class Entrance {
  private final UnderWay underWay;

  Entrance(UnderWay underWay) {
    this.underWay = underWay;
  }

  /**
   * @throws ai.organized.flywheel.failure.FailureException when it does not pass
   */
  Caller admit(Exchange exchange, RoutingContext routing, HttpMethod method) {
    if (!exchange.request.method().equals(method)) {
      exchange.response.putHeader(Names.ALLOW, method.name());
      throw new RefusedException(
          405, "method_not_allowed", "this address is asked with " + method.name());
    }
    Caller caller = Door.caller(routing);
    requireReadable(exchange.request.headers());
    underWay.requireRoom();
    return caller;
  }

  private static void requireReadable(MultiMap headers) {
    String encoding = headers.get(Names.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new RefusedException(
          415, "unsupported_encoding", "a compressed body is not read; send it as it is");
    }
    String type = headers.get(Names.CONTENT_TYPE);
    int charset = type == null ? -1 : type.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (charset >= 0
        && !type.toLowerCase(Locale.ROOT)
            .substring(charset + "charset=".length())
            .replace("\"", "")
            .strip()
            .startsWith("utf-8")) {
      throw new RefusedException(415, "unsupported_charset", "JSON is read as UTF-8 only");
    }
  }
}
