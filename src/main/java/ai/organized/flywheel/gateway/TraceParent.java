package ai.organized.flywheel.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** The trace that a request belongs to (W3C Trace Context, version 00). */
final class TraceParent {
  private static final Pattern WELL_FORMED =
      Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceParent() {}

  /** Null when there is none that may be passed on. */
  static String of(HttpServerRequest request) {
    String trace = request.getHeader(Names.TRACE);
    return trace != null && WELL_FORMED.matcher(trace).matches() ? trace : null;
  }
}
