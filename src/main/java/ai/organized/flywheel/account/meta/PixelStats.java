package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.source.Address;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a pixel counted in the last seven days, the longest that Meta tells; it comes in buckets of
 * an hour.
 *
 * <p>Source: Meta's reference of Ads Pixel Stats (v25.0). {@code event_source} as a filter takes
 * {@code WEB_ONLY} and {@code SERVER_ONLY}; as an aggregation it gives {@code BROWSER} and {@code
 * SERVER}.
 */
final class PixelStats {
  private static final Duration WINDOW = Duration.ofDays(7);

  private final GraphApi graph;
  private final Clock clock;

  PixelStats(GraphApi graph, Clock clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /**
   * @param newestHour start of the last hour that has any
   */
  record Tally(long count, Optional<Instant> newestHour) {}

  Map<String, Tally> ofBrowsers(String pixel) {
    return tallies(pixel, "pixel events of browsers", Map.of("event_source", "WEB_ONLY"), "event");
  }

  Map<String, Tally> ofServers(String pixel) {
    return tallies(
        pixel, "pixel events of servers", Map.of("event_source", "SERVER_ONLY"), "event");
  }

  Map<String, Tally> ofAll(String pixel) {
    return tallies(pixel, "pixel events", Map.of(), "event");
  }

  /** By source instead of by event. */
  Map<String, Tally> bySource(String pixel) {
    return tallies(pixel, "sources of pixel events", Map.of(), "event_source");
  }

  /** When each event was last received; of all time. */
  Map<String, Instant> lastFired(String pixel) {
    List<JsonNode> rows =
        graph.all(
            "last pixel events", path(pixel) + "/event_last_fired_time", Map.of("limit", "100"));
    Map<String, Instant> times = new TreeMap<>();
    for (JsonNode row : rows) {
      MetaTime.read(row.path("last_fired_time"))
          .ifPresent(time -> times.put(row.path("event").asText(), time));
    }
    return times;
  }

  private Map<String, Tally> tallies(
      String pixel, String what, Map<String, String> filter, String aggregation) {
    Instant now = clock.instant();
    // Full hours, and none that lies half outside of what Meta still tells.
    Instant start = now.minus(WINDOW).truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Map<String, String> query = new LinkedHashMap<>(filter);
    query.put("aggregation", aggregation);
    query.put("start_time", Long.toString(start.getEpochSecond()));
    query.put("end_time", Long.toString(now.getEpochSecond()));
    query.put("limit", "200");
    return sums(graph.all(what, path(pixel) + "/stats", query));
  }

  private static String path(String pixel) {
    return "/" + Address.encoded(pixel);
  }

  /** An hour that is told twice, as has been seen, counts once. */
  private static Map<String, Tally> sums(List<JsonNode> buckets) {
    Map<String, Map<Instant, Long>> countByHour = new TreeMap<>();
    for (JsonNode bucket : buckets) {
      Instant hour =
          MetaTime.read(bucket.path("start_time"))
              .or(() -> MetaTime.read(bucket.path("timestamp")))
              .orElse(Instant.EPOCH);
      for (JsonNode entry : bucket.path("data")) {
        long count = entry.path("count").asLong();
        if (count > 0 && entry.path("value").isTextual()) {
          countByHour
              .computeIfAbsent(entry.path("value").textValue(), value -> new HashMap<>())
              .merge(hour, count, Math::max);
        }
      }
    }
    Map<String, Tally> tallies = new TreeMap<>();
    countByHour.forEach((value, hours) -> tallies.put(value, tally(hours)));
    return tallies;
  }

  private static Tally tally(Map<Instant, Long> countByHour) {
    return new Tally(
        countByHour.values().stream().mapToLong(Long::longValue).sum(),
        countByHour.keySet().stream().max(Instant::compareTo).filter(Instant.EPOCH::isBefore));
  }
}
