package ai.organized.flywheel.sandbox.meta;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The edge {@code stats} of a pixel: a bucket an hour that had any, oldest first. */
final class PixelBuckets {
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final int HOURS = (int) WINDOW.toHours();

  private PixelBuckets() {}

  static List<ObjectNode> of(MetaDescription meta, Request request) {
    Instant now = meta.clock().instant();
    Instant start = time(request, "start_time", now.minus(Duration.ofDays(1)));
    Instant end = time(request, "end_time", now);
    if (start.isBefore(now.minus(WINDOW)) || end.isBefore(start)) {
      throw GraphError.invalid("Invalid parameter: start_time");
    }
    String aggregation = request.parameter("aggregation").orElse("event");
    Instant thisHour = now.truncatedTo(ChronoUnit.HOURS);
    List<ObjectNode> buckets = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      Instant time = thisHour.minus(HOURS - 1L - hour, ChronoUnit.HOURS);
      Map<String, Long> counts = counts(meta, request, aggregation, hour);
      if (!counts.isEmpty() && !time.isBefore(start) && !time.isAfter(end)) {
        buckets.add(bucket(aggregation, time, counts));
      }
    }
    return buckets;
  }

  private static ObjectNode bucket(String aggregation, Instant time, Map<String, Long> counts) {
    ObjectNode bucket = Json.object().put("start_time", MetaDescription.time(time));
    bucket.put("aggregation", aggregation);
    ArrayNode data = bucket.putArray("data");
    counts.forEach((value, count) -> data.addObject().put("value", value).put("count", count));
    return bucket;
  }

  private static Map<String, Long> counts(
      MetaDescription meta, Request request, String aggregation, int hour) {
    String only = request.parameter("event_source").orElse("");
    Map<String, Long> counts = new LinkedHashMap<>();
    for (ObjectNode event : meta.events()) {
      long browser = only.equals("SERVER_ONLY") ? 0 : inHour(event, "browser", hour);
      long server = only.equals("WEB_ONLY") ? 0 : inHour(event, "server", hour);
      switch (aggregation) {
        case "event" -> add(counts, event.path("event").asText(), browser + server);
        case "event_source" -> {
          add(counts, "BROWSER", browser);
          add(counts, "SERVER", server);
        }
        default -> throw GraphError.invalid("Invalid parameter: aggregation");
      }
    }
    return counts;
  }

  /** Spread evenly over the week, so that the hours sum up to exactly the described count. */
  private static long inHour(ObjectNode event, String source, int hour) {
    long week = event.path(source).asLong();
    return week * (hour + 1) / HOURS - week * hour / HOURS;
  }

  private static void add(Map<String, Long> counts, String value, long count) {
    if (count > 0) {
      counts.merge(value, count, Long::sum);
    }
  }

  private static Instant time(Request request, String parameter, Instant otherwise) {
    String text = request.parameter(parameter).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[0-9]{9,11}")) {
      throw GraphError.invalid("Invalid parameter: " + parameter);
    }
    return Instant.ofEpochSecond(Long.parseLong(text));
  }
}
