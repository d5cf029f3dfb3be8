package ai.organized.flywheel.sandbox.meta;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One ad account of Meta's and its pixel, as a JSON object describes it: {@code ad_account}, {@code
 * campaigns}, {@code pixels} and {@code audiences} with fields of the Graph API, {@code events}
 * with counts of the last seven days ({@code event}, {@code browser}, {@code server}) and {@code
 * quality}. Times are told as hours ago ({@code last_fired_hours_ago}), so that a description does
 * not grow old.
 */
final class MetaDescription {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx", Locale.ROOT);

  private static final String HOURS_AGO = "last_fired_hours_ago";

  private final ObjectNode described;
  private final Clock clock;

  MetaDescription(String json, Clock clock) {
    this.described = Json.described(json);
    this.clock = clock;
  }

  Clock clock() {
    return clock;
  }

  ObjectNode account() {
    return (ObjectNode) described.path("ad_account");
  }

  boolean isOfAccount(String id) {
    return account().path("id").asText().equals(id);
  }

  boolean isOfPixel(String id) {
    return list("pixels").stream().anyMatch(pixel -> pixel.path("id").asText().equals(id));
  }

  List<ObjectNode> campaigns() {
    return list("campaigns");
  }

  List<ObjectNode> audiences() {
    return list("audiences");
  }

  List<ObjectNode> pixels() {
    return list("pixels").stream().map(this::withTime).toList();
  }

  List<ObjectNode> events() {
    return list("events");
  }

  /** {@code {"event": …, "last_fired_time": …}} for each. */
  List<ObjectNode> lastFired() {
    return events().stream()
        .map(event -> withTime(event).retain("event", "last_fired_time"))
        .toList();
  }

  /** As the Dataset Quality API nests it. */
  ArrayNode quality() {
    ArrayNode web = Json.object().putArray("web");
    for (ObjectNode row : list("quality")) {
      ObjectNode event = web.addObject().put("event_name", row.path("event_name").asText());
      event.putObject("event_match_quality").set("composite_score", row.path("composite_score"));
    }
    return web;
  }

  private ObjectNode withTime(ObjectNode row) {
    ObjectNode timed = row.deepCopy();
    if (timed.has(HOURS_AGO)) {
      Duration ago = Duration.ofHours(timed.remove(HOURS_AGO).asLong());
      timed.put("last_fired_time", time(clock.instant().minus(ago)));
    }
    return timed;
  }

  static String time(Instant instant) {
    return TIME.format(instant.atOffset(ZoneOffset.UTC));
  }

  private List<ObjectNode> list(String name) {
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode row : described.path(name)) {
      rows.add((ObjectNode) row);
    }
    return rows;
  }
}
