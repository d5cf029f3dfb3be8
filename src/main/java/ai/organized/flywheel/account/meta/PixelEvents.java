package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.meta.MetaAccount.From;
import ai.organized.flywheel.account.meta.MetaAccount.PixelEvent;
import ai.organized.flywheel.account.meta.PixelStats.Tally;
import ai.organized.flywheel.account.source.Excerpt;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.redact.Redactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Puts together what was told of a pixel's events: from browsers, from servers, and from either.
 *
 * @param browsers tallies by event
 * @param servers tallies by event
 * @param sources tallies by source: {@code BROWSER}, {@code SERVER}
 * @param lastFired by event
 */
record PixelEvents(
    Source<Map<String, Tally>> browsers,
    Source<Map<String, Tally>> servers,
    Source<Map<String, Tally>> sources,
    Source<Map<String, Instant>> lastFired) {
  private static final Map<String, Tally> NONE = Map.of();

  /**
   * By name.
   *
   * @param redactions of the names, which people choose
   * @param all tallies by event without a filter; asked for when the filters told nothing to build
   *     on, because unfiltered counts have been seen to be far too high
   */
  List<PixelEvent> list(Redactions redactions, Supplier<Map<String, Tally>> all) {
    boolean split = isSplit();
    Map<String, Tally> either = split ? NONE : all.get();
    Set<String> names = new TreeSet<>(either.keySet());
    if (split) {
      names.addAll(told(browsers).keySet());
      names.addAll(told(servers).keySet());
    }
    List<PixelEvent> events = new ArrayList<>();
    for (String name : names) {
      List<Tally> tallies =
          split
              ? Stream.of(told(browsers).get(name), told(servers).get(name))
                  .flatMap(Stream::ofNullable)
                  .toList()
              : List.of(either.get(name));
      events.add(
          new PixelEvent(
              Excerpt.of(name, Excerpt.TITLE, redactions),
              split ? from(name) : onlySource(),
              Optional.of(tallies.stream().mapToLong(Tally::count).sum()),
              lastReceived(name, tallies).map(Instant::toString)));
    }
    return events;
  }

  private From from(String name) {
    boolean browser = told(browsers).containsKey(name);
    boolean server = told(servers).containsKey(name);
    return browser && server ? From.BOTH : browser ? From.PIXEL : From.CAPI;
  }

  /** When all events of the pixel came from one source, so did each; else nobody knows. */
  private From onlySource() {
    Map<String, Tally> bySource = told(sources);
    if (bySource.keySet().equals(Set.of("BROWSER"))) {
      return From.PIXEL;
    }
    return bySource.keySet().equals(Set.of("SERVER")) ? From.CAPI : From.UNKNOWN;
  }

  /** Whether anything came from a server; unknown when neither way of asking told it. */
  Source<Boolean> serverEventsSeen() {
    if (isSplit()) {
      return new Source.Known<>(!told(servers).isEmpty());
    }
    return sources.fold(
        bySource -> new Source.Known<>(bySource.containsKey("SERVER")),
        Source.Unknown::new,
        Source.Off::new);
  }

  /**
   * Whether the filters can be believed: a service that ignores them tells all events twice, which
   * is more than there are.
   */
  private boolean isSplit() {
    if (browsers.asOptional().isEmpty() || servers.asOptional().isEmpty()) {
      return false;
    }
    long filtered = sum(told(browsers)) + sum(told(servers));
    return sources
        .asOptional()
        .map(bySource -> filtered <= 1.5 * sum(bySource))
        .orElse(!told(browsers).equals(told(servers)) || filtered == 0);
  }

  private Optional<Instant> lastReceived(String name, List<Tally> tallies) {
    return Optional.ofNullable(lastFired.asOptional().orElse(Map.of()).get(name))
        .or(
            () ->
                tallies.stream()
                    .map(Tally::newestHour)
                    .flatMap(Optional::stream)
                    .max(Instant::compareTo));
  }

  private static Map<String, Tally> told(Source<Map<String, Tally>> source) {
    return source.asOptional().orElse(NONE);
  }

  private static long sum(Map<String, Tally> tallies) {
    return tallies.values().stream().mapToLong(Tally::count).sum();
  }
}
