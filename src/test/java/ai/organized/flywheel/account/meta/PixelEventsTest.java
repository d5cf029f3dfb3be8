package ai.organized.flywheel.account.meta;

import static ai.organized.flywheel.fixtures.AskEverything.known;
import static ai.organized.flywheel.fixtures.AskEverything.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.meta.MetaAccount.From;
import ai.organized.flywheel.account.meta.MetaAccount.PixelEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelEventsTest {
  private static final String PIXEL = "/v25.0/100000000000001/";
  private static final String REFUSAL =
      "{\"error\":{\"message\":\"(#100) Invalid parameter\",\"code\":100}}";

  @TempDir Path folder;
  private AskedMeta meta;

  @BeforeEach
  void open() {
    meta = new AskedMeta(folder).withIds("\"meta_pixel_id\": \"100000000000001\"").withGraph();
  }

  @AfterEach
  void close() {
    meta.close();
  }

  private MetaAccount asked() {
    return known(meta.ask());
  }

  private void refuse(String filter) {
    // the limit of 200 is more than a page: what is refused is the first one
    meta.sandbox.failNext("GET", PIXEL + "stats?" + filter, 400, REFUSAL, Map.of());
  }

  private void answer(String filter, String body) {
    meta.sandbox.failNext("GET", PIXEL + "stats?" + filter, 200, body, Map.of());
  }

  private static String bucket(String hour, String value, long count) {
    return "{\"start_time\":\"2026-04-05T"
        + hour
        + ":00:00+0000\",\"data\":[{\"value\":\""
        + value
        + "\",\"count\":"
        + count
        + "}]}";
  }

  private static String page(String... buckets) {
    return "{\"data\":[" + String.join(",", buckets) + "]}";
  }

  @Test
  void everyEventTellsWhereItCameFromAndHowOften() {
    List<PixelEvent> events = known(asked().events());

    assertThat(events)
        .extracting(event -> event.name() + " " + event.from() + " " + event.count().orElseThrow())
        .containsExactly(
            "AddToCart PIXEL 940",
            "InitiateCheckout BOTH 821",
            "PageView BOTH 35895",
            "Purchase BOTH 389",
            "Subscribe CAPI 37",
            "ViewContent BOTH 12010");
    assertThat(events.get(3).lastReceived()).contains("2026-04-06T06:00:00Z");
  }

  @Test
  void withoutTheFilterNobodyKnowsWhereFrom() {
    refuse("event_source=WEB_ONLY");

    MetaAccount account = asked();

    assertThat(known(account.events()))
        .hasSize(6)
        .allSatisfy(event -> assertThat(event.from()).isEqualTo(From.UNKNOWN));
    assertThat(known(account.events()).get(3).count()).contains(389L);
    assertThat(known(account.serverEventsSeen())).isTrue(); // that much the sources tell
  }

  @ParameterizedTest
  @ValueSource(strings = {"BROWSER", "SERVER"})
  void withoutTheFilterAnOnlySourceIsTheSourceOfAll(String only) {
    refuse("event_source=SERVER_ONLY");
    answer("aggregation=event_source", page(bucket("10", only, 7)));

    MetaAccount account = asked();

    assertThat(known(account.events()))
        .extracting(PixelEvent::from)
        .containsOnly(only.equals("SERVER") ? From.CAPI : From.PIXEL);
    assertThat(known(account.serverEventsSeen())).isEqualTo(only.equals("SERVER"));
  }

  @Test
  void aFilterThatIsIgnoredIsNotBelieved() {
    String all = page(bucket("10", "Purchase", 40), bucket("11", "Lead", 20));
    answer("event_source=WEB_ONLY", all);
    answer("event_source=SERVER_ONLY", all);
    answer("aggregation=event_source", page(bucket("10", "BROWSER", 60)));
    answer("aggregation=event&", all);

    assertThat(known(asked().events()))
        .extracting(event -> event.name() + " " + event.from() + " " + event.count().orElseThrow())
        .containsExactly("Lead PIXEL 20", "Purchase PIXEL 40");
  }

  @Test
  void equalCountsOfBrowserAndServerAreBelievedWhenTheSourcesSayTheSame() {
    String half = page(bucket("10", "Purchase", 40));
    answer("event_source=WEB_ONLY", half);
    answer("event_source=SERVER_ONLY", half);
    answer(
        "aggregation=event_source", page(bucket("10", "BROWSER", 40), bucket("10", "SERVER", 40)));

    assertThat(known(asked().events())).extracting(PixelEvent::from).containsExactly(From.BOTH);
  }

  @Test
  void anHourThatIsToldTwiceCountsOnce() {
    answer(
        "event_source=WEB_ONLY",
        page(
            bucket("10", "Lead", 5),
            bucket("10", "Lead", 5),
            bucket("11", "Lead", 2),
            "{\"timestamp\":\"2026-04-05T12:00:00+0000\",\"data\":[{\"value\":\"Lead\",\"count\":\"3\"}]}"));
    answer("event_source=SERVER_ONLY", page());
    answer("aggregation=event_source", page(bucket("10", "BROWSER", 10)));

    PixelEvent lead = known(asked().events()).get(0);

    assertThat(lead.count()).contains(10L);
    assertThat(lead.lastReceived()).contains("2026-04-05T12:00:00Z"); // the hour is all there is
  }

  @Test
  void aPixelThatReceivedNothingHasNoEventsAndNoServer() {
    answer("event_source=WEB_ONLY", page());
    answer("event_source=SERVER_ONLY", page());
    answer("aggregation=event_source", page());

    MetaAccount account = asked();

    assertThat(known(account.events())).isEmpty();
    assertThat(known(account.serverEventsSeen())).isFalse();
  }

  @Test
  void whenNothingCanBeCountedEventsAreUnknown() {
    refuse("event_source=WEB_ONLY");
    refuse("event_source=SERVER_ONLY");
    refuse("aggregation=event_source");
    refuse("aggregation=event&");

    MetaAccount account = asked();

    assertThat(unknown(account.events())).contains("(#100) Invalid parameter");
    assertThat(unknown(account.serverEventsSeen())).contains("(#100) Invalid parameter");
    assertThat(known(account.pixels())).hasSize(1);
  }

  @Test
  void withoutTheTimesOfEventsTheirLastHourIsTold() {
    meta.sandbox.failNext("GET", PIXEL + "event_last_fired_time", 400, REFUSAL, Map.of());

    assertThat(known(asked().events()))
        .filteredOn(event -> event.name().equals("PageView"))
        .extracting(PixelEvent::lastReceived)
        .containsExactly(Optional.of("2026-04-06T08:00:00Z"));
  }

  @Test
  void aTimeOfNeverIsNone() {
    meta.sandbox.failNext(
        "GET",
        "/v25.0/100000000000001?",
        200,
        "{\"id\":\"100000000000001\",\"name\":\"New\",\"last_fired_time\":"
            + "\"1969-12-31T16:00:00-0800\",\"match_rate_approx\":-1}",
        Map.of());

    MetaAccount.Pixel pixel = known(asked().pixels()).get(0);

    assertThat(pixel.lastFired()).isEmpty();
    assertThat(pixel.matchRate()).isEmpty();
  }
}
