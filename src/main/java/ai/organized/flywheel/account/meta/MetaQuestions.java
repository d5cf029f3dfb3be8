package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.meta.MetaAccount.AdAccount;
import ai.organized.flywheel.account.meta.MetaAccount.Audience;
import ai.organized.flywheel.account.meta.MetaAccount.Campaign;
import ai.organized.flywheel.account.meta.MetaAccount.EventQuality;
import ai.organized.flywheel.account.meta.MetaAccount.Pixel;
import ai.organized.flywheel.account.meta.MetaAccount.PixelEvent;
import ai.organized.flywheel.account.meta.PixelStats.Tally;
import ai.organized.flywheel.account.source.Question;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.client.AccountIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What is asked of Meta about one client, and by which way: accounts and campaigns rather by the
 * MCP server, pixels and audiences rather by the Graph API, which tells more of them; a pixel's
 * events only there. None comes first: each way works alone.
 */
final class MetaQuestions {
  private static final String NEEDS_TOKEN = "only the Graph API tells it; set META_ACCESS_TOKEN";

  private final MetaReadings readings;
  private final Optional<Way<AdAccounts>> tools;
  private final Optional<Way<GraphAdAccounts>> graph;
  private final Optional<Way<PixelStats>> stats;

  /** Who is asked, and among which questions that counts. */
  private record Way<W>(Reading<MetaAccount> reading, W asked) {}

  MetaQuestions(
      MetaReadings readings,
      Optional<MetaTools> tools,
      Optional<GraphAdAccounts> graph,
      Optional<PixelStats> stats) {
    this.readings = readings;
    this.tools = tools.map(asked -> new Way<>(readings.tools(), asked));
    this.graph = graph.map(asked -> new Way<>(readings.graph(), asked));
    this.stats = stats.map(asked -> new Way<>(readings.graph(), asked));
  }

  void ask(AccountIds ids) {
    Optional<String> account = ids.metaAdAccount();
    Optional<String> pixel = ids.metaPixel();
    Optional<Way<AdAccounts>> byGraph = graph.map(way -> new Way<>(way.reading(), way.asked()));
    Optional<Way<AdAccounts>> toolsFirst = tools.or(() -> byGraph);
    Optional<Way<AdAccounts>> graphFirst = byGraph.or(() -> tools);

    Supplier<Source<AdAccount>> adAccount =
        add("the ad account", account, toolsFirst, AdAccounts::account);
    Supplier<Source<List<Campaign>>> campaigns =
        add("campaigns", account, toolsFirst, AdAccounts::campaigns);
    Supplier<Source<List<Pixel>>> pixels =
        account.isPresent()
            ? add("pixels", account, graphFirst, AdAccounts::pixels)
            : add("the pixel", pixel, graph, GraphAdAccounts::pixel);
    Supplier<Source<List<Audience>>> audiences =
        add("custom audiences", account, graphFirst, AdAccounts::audiences);
    Supplier<PixelEvents> told = addPixelEvents(pixel);
    Supplier<Source<List<PixelEvent>>> events =
        add(
            "pixel events",
            pixel,
            stats,
            (counted, id) ->
                told.get().list(readings.graph().redactions(), () -> counted.ofAll(id)));
    Supplier<Source<List<EventQuality>>> quality =
        add("data quality", pixel, graph, GraphAdAccounts::quality);

    Supplier<MetaAccount> whole =
        () ->
            new MetaAccount(
                account,
                pixel,
                adAccount.get(),
                campaigns.get(),
                pixels.get(),
                events.get(),
                told.get().serverEventsSeen(),
                quality.get(),
                audiences.get());
    readings.tools().becomes(whole);
    readings.graph().becomes(whole);
  }

  private Supplier<PixelEvents> addPixelEvents(Optional<String> pixel) {
    Supplier<Source<Map<String, Tally>>> browsers =
        add("pixel events of browsers", pixel, stats, PixelStats::ofBrowsers);
    Supplier<Source<Map<String, Tally>>> servers =
        add("pixel events of servers", pixel, stats, PixelStats::ofServers);
    Supplier<Source<Map<String, Tally>>> sources =
        add("sources of pixel events", pixel, stats, PixelStats::bySource);
    Supplier<Source<Map<String, Instant>>> lastFired =
        add("last pixel events", pixel, stats, PixelStats::lastFired);
    return () -> new PixelEvents(browsers.get(), servers.get(), sources.get(), lastFired.get());
  }

  /** Off without an id to ask about, unknown without a way to ask. */
  private <W, A> Supplier<Source<A>> add(
      String what, Optional<String> id, Optional<Way<W>> way, BiFunction<W, String, A> asking) {
    if (id.isEmpty()) {
      return Source.Off::new;
    }
    if (way.isEmpty()) {
      return () -> new Source.Unknown<>(NEEDS_TOKEN);
    }
    Question<A> question =
        way.get().reading().add(what, () -> asking.apply(way.get().asked(), id.get()));
    return question::answer;
  }
}
