package ai.organized.flywheel.train.openai;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.OpenAiCalls;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.remote.openai.ProviderIds;
import ai.organized.flywheel.train.TrainingEvent;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The events of a job, which the provider lists with the newest first: read page by page until one
 * that is known already, then turned round.
 *
 * <p>They are for show: a server without them trains all the same, and one that does not answer
 * tells them later.
 */
final class OpenAiEvents {
  private static final int PAGE = 100;

  /** A day of steps, and more than anybody reads. */
  private static final int MOST_PAGES = 20;

  private final OpenAiCalls calls;

  OpenAiEvents(OpenAiCalls calls) {
    this.calls = calls;
  }

  List<TrainingEvent> newerThan(TrainingJob job, String path) {
    Map<String, TrainingEvent> told = new LinkedHashMap<>();
    try {
      String after = "";
      for (int page = 0; page < MOST_PAGES && after != null; page++) {
        RemoteReply reply = calls.get(job.client(), path + "?limit=" + PAGE + after);
        if (!reply.isSuccess()) {
          return List.of();
        }
        after = read(OpenAiReply.read("reading the events", reply), job.eventId(), told);
      }
    } catch (UnavailableException e) {
      return List.of(); // half of them would make a gap that is never closed
    }
    List<TrainingEvent> oldestFirst = new ArrayList<>(told.values());
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }

  /** Adds what is new; gives the rest of the query for the page behind it, or null at the end. */
  private static String read(JsonNode page, String known, Map<String, TrainingEvent> told) {
    String last = null;
    for (JsonNode event : page.path("data")) {
      String id = event.path("id").asText("");
      if (id.equals(known) || told.containsKey(id)) {
        return null; // the second is a server that does not page
      }
      if (ProviderIds.isId(id)) {
        told.put(id, event(id, event));
        last = id;
      }
    }
    return last != null && page.path("has_more").asBoolean() ? "&after=" + last : null;
  }

  private static TrainingEvent event(String id, JsonNode event) {
    return new TrainingEvent(
        id,
        Instant.ofEpochSecond(event.path("created_at").asLong()),
        level(event.path("level").asText()),
        message(event));
  }

  private static String level(String level) {
    return switch (level) {
      case "error" -> "error";
      case "warn", "warning" -> "warn";
      default -> "info";
    };
  }

  private static String message(JsonNode event) {
    JsonNode data = event.path("data");
    if (!data.path("step").isNumber() || !data.path("total_steps").isNumber()) {
      String said = OpenAiReply.quoted(event.path("message").asText(""));
      return said.isEmpty() ? "no message" : said;
    }
    String step = "step " + data.path("step").asInt() + "/" + data.path("total_steps").asInt();
    return step + metric(data, "train_loss", "loss") + metric(data, "valid_loss", "valid loss");
  }

  private static String metric(JsonNode data, String field, String name) {
    JsonNode value = data.path(field);
    return value.isNumber() ? String.format(Locale.ROOT, ", %s %.4f", name, value.asDouble()) : "";
  }
}
