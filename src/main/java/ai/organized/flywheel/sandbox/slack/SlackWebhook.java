package ai.organized.flywheel.sandbox.slack;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incoming webhooks: plain-text answers, {@code ok} or one word that says why not. */
public final class SlackWebhook {
  private static final String TEAM = "/services/T00000000/";
  private static final String SECRET = "/XXXXXXXXXXXX";
  public static final String PATH = TEAM + "B00000000" + SECRET;

  private final Clock clock;
  private final Map<String, List<ObjectNode>> messages = new HashMap<>();
  private final Map<String, Instant> lastTaken = new HashMap<>();
  private Duration between = Duration.ZERO;

  public SlackWebhook(Clock clock) {
    this.clock = clock;
    messages.put(PATH, new ArrayList<>());
  }

  /** Opens another webhook, that of a channel, and gives its path. */
  public synchronized String open(String channel) {
    String path = TEAM + "B" + channel + SECRET;
    messages.putIfAbsent(path, new ArrayList<>());
    return path;
  }

  /** Refuses with 429 what comes to a webhook sooner than so long after the message before. */
  public synchronized void limit(Duration atLeastBetween) {
    this.between = atLeastBetween;
  }

  public synchronized Reply answer(Request request) {
    List<ObjectNode> channel = messages.get(request.path());
    if (channel == null) {
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
    Optional<String> refusal =
        blocks.isMissingNode() ? Optional.empty() : BlockRules.refusal(blocks);
    if (refusal.isPresent()) {
      return Reply.text(400, refusal.get());
    }
    JsonNode text = payload.get().path("text");
    if (!text.isTextual() || text.textValue().isBlank()) {
      return Reply.text(400, "no_text");
    }
    Instant next = lastTaken.getOrDefault(request.path(), Instant.MIN).plus(between);
    if (clock.instant().isBefore(next)) {
      return Reply.text(429, "rate_limited").with(Map.of("Retry-After", "1"));
    }
    lastTaken.put(request.path(), clock.instant());
    channel.add(payload.get());
    return Reply.text(200, "ok");
  }

  /** The {@code text} of every message to the first webhook. */
  public List<String> texts() {
    return messages(PATH).stream().map(message -> message.path("text").asText()).toList();
  }

  /** Every message that a webhook has taken, whole. */
  public synchronized List<ObjectNode> messages(String path) {
    return List.copyOf(messages.get(path));
  }
}
