package ai.organized.flywheel.sandbox.slack;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An incoming webhook: plain-text answers, {@code ok} or one word that says why not. */
public final class SlackWebhook {
  public static final String PATH = "/services/T00000000/B00000000/XXXXXXXXXXXX";
  private static final int MOST_BLOCKS = 50;

  private final List<String> texts = new ArrayList<>();

  public Reply answer(Request request) {
    if (!request.path().equals(PATH)) {
      return Reply.text(404, "no_service");
    }
    if (!request.method().equals("POST")) {
      return Reply.text(405, "method_not_allowed");
    }
    Optional<ObjectNode> payload = Json.readObject(request.body());
    if (!request.mediaType().equals("application/json") || payload.isEmpty()) {
      return Reply.text(400, "invalid_payload");
    }
    JsonNode blocks = payload.get().path("blocks");
    if (!blocks.isMissingNode() && (!blocks.isArray() || blocks.size() > MOST_BLOCKS)) {
      return Reply.text(400, "invalid_blocks");
    }
    JsonNode text = payload.get().path("text");
    if (!text.isTextual() || text.textValue().isBlank()) {
      return Reply.text(400, "no_text");
    }
    synchronized (texts) {
      texts.add(text.textValue());
    }
    return Reply.text(200, "ok");
  }

  public List<String> texts() {
    synchronized (texts) {
      return List.copyOf(texts);
    }
  }
}
