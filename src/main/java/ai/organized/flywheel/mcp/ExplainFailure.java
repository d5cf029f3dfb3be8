package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why an answer is no result, and what to type next. */
final class ExplainFailure {
  private static final Pattern RESOURCE_METADATA =
      Pattern.compile("resource_metadata=\"?(https?://[^\"\\s,?#]{1,180})");

  private ExplainFailure() {}

  static FailureException of(McpServer server, Ask ask, Answer answer) {
    int status = answer.status();
    String answered =
        server
            + " answered "
            + status
            + (answer.isHtml() ? " with HTML instead of JSON" : "")
            + " to "
            + ask;
    if (status == 401 || status == 403 || status == 407) {
      return new RefusedException("not_authorized", answered + notAuthorized(server, answer));
    }
    if (status == 408 || status == 429 || status >= 500) {
      return new UnavailableException(
          answered + (answer.isError() ? ": " + Quote.of(server, answer.errorMessage()) : ""),
          retryAfter(answer));
    }
    if (status / 100 == 3) {
      return new RefusedException("not_mcp", answered + redirect(server, answer));
    }
    if (answer.isError()) {
      return ofError(server, ask, answer);
    }
    String contentType = Quote.of(server, answer.header("Content-Type"));
    return new RefusedException(
        "not_mcp",
        answered
            + (answer.isHtml() || contentType.isEmpty() ? "" : " (" + contentType + ")")
            + ", which is no answer of this protocol; is "
            + server.setting()
            + " the address of an MCP server over Streamable HTTP?");
  }

  private static FailureException ofError(McpServer server, Ask ask, Answer answer) {
    String said = Quote.of(server, answer.errorMessage());
    if (answer.errorCode() == Answer.UNSUPPORTED_VERSION) {
      String supported = answer.message().at("/error/data/supported").toString();
      return new RefusedException(
          "unsupported_version",
          server
              + " speaks the revisions "
              + Quote.of(server, supported)
              + " of the protocol, and this client "
              + ModernEra.VERSION
              + " and those up to "
              + LegacyEra.NEWEST);
    }
    return ToolFailure.of(server + " refused " + ask, said, answer.message().path("error"));
  }

  private static String notAuthorized(McpServer server, Answer answer) {
    String next = ": set " + server.keySettings() + " beside " + server.setting();
    Matcher metadata = RESOURCE_METADATA.matcher(answer.header("WWW-Authenticate"));
    return metadata.find()
        ? next + "; how to get a token is said at " + Quote.of(server, metadata.group(1))
        : next;
  }

  private static String redirect(McpServer server, Answer answer) {
    String next = ", which is not followed";
    try {
      URI location = server.address().resolve(answer.header("Location"));
      boolean slash = location.toString().equals(server.address() + "/");
      next += slash ? ": it wants a / at its end" : ": it points to " + McpServer.place(location);
    } catch (IllegalArgumentException e) {
      // It points nowhere.
    }
    return next + "; set " + server.setting() + " to the address it means";
  }

  /** Empty (null) when it is missing or a date. */
  private static Duration retryAfter(Answer answer) {
    String seconds = answer.header("Retry-After");
    return seconds.matches("[0-9]{1,7}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
  }

  /** The transport of 2024-11-05, which nothing here speaks. */
  static RefusedException oldTransport(McpServer server) {
    return new RefusedException(
        "old_transport",
        server
            + " is addressed by the transport of 2024-11-05 (HTTP+SSE), which is not spoken here:"
            + " set "
            + server.setting()
            + " to its Streamable HTTP address, usually the same with /mcp in place of /sse");
  }
}
