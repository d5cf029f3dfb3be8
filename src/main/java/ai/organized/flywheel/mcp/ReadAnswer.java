package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.UnavailableException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the answer to one request in the reply to it, which is JSON or a stream of events. */
final class ReadAnswer {
  private final McpServer server;
  private final Consumer<JsonNode> questions;

  /**
   * @param questions takes what the server asks back before it answers
   */
  ReadAnswer(McpServer server, Consumer<JsonNode> questions) {
    this.server = server;
    this.questions = questions;
  }

  /**
   * Closes the reply, even when more is to come: nothing after the answer is of interest.
   *
   * @param id of the request
   */
  Answer read(HttpResponse<ReplyStream> reply, long id) {
    String contentType = reply.headers().firstValue("Content-Type").orElse("");
    try (ReplyStream body = reply.body()) {
      return reply.statusCode() == 200 && contentType.startsWith("text/event-stream")
          ? fromEvents(reply, body, id)
          : fromText(reply, body, id);
    } catch (IOException e) {
      throw new UnavailableException("The reply of " + server + " broke off", null, e);
    }
  }

  private static Answer fromText(HttpResponse<ReplyStream> reply, ReplyStream body, long id)
      throws IOException {
    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    String contentType = reply.headers().firstValue("Content-Type").orElse("");
    // An error page may say what is wrong in JSON of any name; a result must not be a guess.
    boolean readable = reply.statusCode() != 200 || contentType.startsWith("application/json");
    JsonNode message =
        Rpc.parse(readable ? text : "")
            .filter(each -> Rpc.isResponseTo(id, each))
            .orElse(MissingNode.getInstance());
    return new Answer(reply.statusCode(), reply.headers(), message, Optional.empty());
  }

  private Answer fromEvents(HttpResponse<ReplyStream> reply, ReplyStream body, long id)
      throws IOException {
    EventStream events = new EventStream(body);
    for (Optional<String> data = next(events); data.isPresent(); data = next(events)) {
      JsonNode message = Rpc.parse(data.get()).orElse(MissingNode.getInstance());
      if (Rpc.isResponseTo(id, message)) {
        return new Answer(reply.statusCode(), reply.headers(), message, Optional.empty());
      }
      if (message.has("method") && message.hasNonNull("id")) {
        questions.accept(message);
      }
    }
    return new Answer(
        reply.statusCode(), reply.headers(), MissingNode.getInstance(), Optional.of(events.cut()));
  }

  /** A line that breaks is an end that was not announced: it can be gone on with just so. */
  private static Optional<String> next(EventStream events) throws IOException {
    try {
      return events.next();
    } catch (IOException e) {
      if (events.cut().lastEventId().isEmpty()) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
