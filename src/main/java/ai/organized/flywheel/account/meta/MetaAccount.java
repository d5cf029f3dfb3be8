package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.source.Source;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A Meta ad account and its pixel as far as they could be read; every part may be unknown on its
 * own, and off when the client has no ad account or no pixel.
 *
 * @param adAccountId {@code act_…}
 * @param pixelId of the pixel the client's config names; its events are the ones read
 * @param events what the pixel received in the last seven days, and from where
 * @param serverEventsSeen whether any of it came from a server; tells that a Conversions API works
 * @param quality what Meta says of server events, a row an event
 */
public record MetaAccount(
    Optional<String> adAccountId,
    Optional<String> pixelId,
    Source<AdAccount> account,
    Source<List<Campaign>> campaigns,
    Source<List<Pixel>> pixels,
    Source<List<PixelEvent>> events,
    Source<Boolean> serverEventsSeen,
    Source<List<EventQuality>> quality,
    Source<List<Audience>> audiences) {

  /**
   * @param status Meta's number: 1 is active
   */
  public record AdAccount(String name, String currency, String status) {}

  /**
   * @param objective {@code OUTCOME_SALES} …
   */
  public record Campaign(String id, String name, String objective, String status) {}

  /**
   * @param lastFired ISO-8601; empty when it never did
   * @param matchRate percent, approximate, as Meta gives it; empty when it has not enough data
   */
  public record Pixel(
      String id, String name, Optional<String> lastFired, Optional<String> matchRate) {
    private Pixel lasting() {
      return new Pixel(id, name, Optional.empty(), Optional.empty());
    }
  }

  /**
   * @param count in the last seven days
   * @param lastReceived ISO-8601; to the hour when Meta tells it no better
   */
  public record PixelEvent(
      String name, From from, Optional<Long> count, Optional<String> lastReceived) {
    private PixelEvent lasting() {
      return new PixelEvent(name, from, Optional.empty(), Optional.empty());
    }
  }

  /** Where the events of one name came from. */
  public enum From {
    @JsonProperty("pixel")
    PIXEL,
    @JsonProperty("capi")
    CAPI,
    @JsonProperty("both")
    BOTH,
    /** Counted, but Meta did not tell from where. */
    @JsonProperty("unknown")
    UNKNOWN
  }

  /**
   * @param matchQuality 0 to 10; empty when Meta has no score for it
   */
  public record EventQuality(String event, Optional<Double> matchQuality) {
    private EventQuality lasting() {
      return new EventQuality(event, matchQuality.map(Math::floor));
    }
  }

  /**
   * @param sizeRange {@code 1000-1200}; empty when Meta does not tell
   * @param source {@code WEBSITE}, {@code LOOKALIKE} …
   */
  public record Audience(String id, String name, Optional<String> sizeRange, String source) {
    private Audience lasting() {
      return new Audience(id, name, Optional.empty(), source);
    }
  }

  /** Of the client's pixel; empty when it is not known, not told, or not enough to tell. */
  public Optional<String> matchRate() {
    return pixels.asOptional().stream()
        .flatMap(List::stream)
        .filter(pixel -> pixelId.equals(Optional.of(pixel.id())))
        .findFirst()
        .flatMap(Pixel::matchRate);
  }

  /**
   * The same without what changes by itself from day to day, for comparing two states: no counts,
   * sizes, rates and times, match quality in whole points.
   */
  public MetaAccount lasting() {
    return new MetaAccount(
        adAccountId,
        pixelId,
        account,
        campaigns,
        each(pixels, Pixel::lasting),
        each(events, PixelEvent::lasting),
        serverEventsSeen,
        each(quality, EventQuality::lasting),
        each(audiences, Audience::lasting));
  }

  private static <A> Source<List<A>> each(Source<List<A>> source, UnaryOperator<A> change) {
    return source.fold(
        list -> new Source.Known<>(list.stream().map(change).toList()),
        Source.Unknown::new,
        Source.Off::new);
  }
}
