package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.AskCampaignNumbers.Numbers;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.AssetGroup;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Campaign;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Change;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionAction;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionTracking;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Customer;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Flag;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Goal;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Upload;
import ai.organized.flywheel.account.source.Question;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.mcp.McpClient;
import ai.organized.flywheel.mcp.McpServer;
import ai.organized.flywheel.remote.Deadline;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is asked about a client's Google Ads account, and what the answers are put together to. */
public final class GoogleAds {
  private static final String SOURCE = "google_ads";

  private final McpClient mcp;
  private final Optional<McpServer> server;
  private final Clock clock;

  /**
   * @param server empty when none is configured
   * @param clock says which days are the last ones
   */
  public GoogleAds(McpClient mcp, Optional<McpServer> server, Clock clock) {
    this.mcp = mcp;
    this.server = server;
    this.clock = clock;
  }

  /** Nothing is sent yet. */
  public Reading<GoogleAdsAccount> open(ClientConfig client, Deadline deadline) {
    Optional<String> account = client.accounts().googleAdsCustomer();
    if (account.isEmpty()) {
      return Reading.off(SOURCE);
    }
    if (server.isEmpty()) {
      return Reading.unknown(SOURCE, "GOOGLE_ADS_MCP_URL is not set");
    }
    Reading<GoogleAdsAccount> reading = Reading.of(SOURCE, deadline);
    GaqlSession ads =
        new GaqlSession(
            () -> mcp.open(client.id(), server.get(), deadline),
            new AdsCustomer(account.get(), client.accounts().googleAdsLoginCustomer()),
            reading.redactions());
    return questions(ads, reading);
  }

  private Reading<GoogleAdsAccount> questions(GaqlSession ads, Reading<GoogleAdsAccount> reading) {
    reading.first("tools", ads::open);
    Question<Customer> customer = reading.add("customer", () -> AskCustomer.of(ads));
    Question<ConversionTracking> tracking =
        reading.add("conversion tracking", () -> AskConversionTracking.of(ads));
    Question<Boolean> leads =
        reading.add("enhanced conversions for leads", () -> AskEnhancedLeads.of(ads));
    Question<List<Campaign>> campaigns = reading.add("campaigns", () -> AskCampaigns.of(ads));
    Question<List<ConversionAction>> actions =
        reading.add("conversion actions", () -> AskConversionActions.of(ads, tracking.answer()));
    Question<List<AssetGroup>> assetGroups =
        reading.add("asset groups", () -> AskAssetGroups.of(ads));
    Question<List<Numbers>> numbers =
        reading.add("campaign numbers", () -> AskCampaignNumbers.of(ads));
    Question<Set<String>> fired = reading.add("fired actions", () -> AskFiredActions.of(ads));
    Question<List<Goal>> goals = reading.add("goals", () -> AskGoals.of(ads));
    Question<List<Upload>> uploads = reading.add("uploads", () -> AskUploads.of(ads));
    Question<List<Change>> changes = reading.add("changes", () -> AskChanges.of(ads, clock));
    return reading
        .afterwards(ads::close)
        .becomes(
            () ->
                new GoogleAdsAccount(
                    ads.customer().id(),
                    customer.answer(),
                    tracking.answer(),
                    leads.answer(),
                    campaigns.answer(),
                    actions.answer(),
                    assetGroups.answer(),
                    goals.answer(),
                    uploads.answer(),
                    changes.answer(),
                    performance(numbers.answer(), fired.answer(), actions.answer()),
                    setup(campaigns.answer(), actions.answer())));
  }

  private static Source<List<Flag>> performance(
      Source<List<Numbers>> numbers,
      Source<Set<String>> fired,
      Source<List<ConversionAction>> actions) {
    return numbers.fold(
        campaigns ->
            fired.fold(
                ids -> new Source.Known<>(PerformanceFlags.of(campaigns, known(actions), ids)),
                Source.Unknown::new,
                Source.Off::new),
        Source.Unknown::new,
        Source.Off::new);
  }

  private static Source<List<Flag>> setup(
      Source<List<Campaign>> campaigns, Source<List<ConversionAction>> actions) {
    if (campaigns instanceof Source.Unknown<List<Campaign>> unknown
        && actions instanceof Source.Unknown) {
      return new Source.Unknown<>(unknown.reason());
    }
    return new Source.Known<>(SetupFlags.of(known(campaigns), known(actions)));
  }

  private static <T> List<T> known(Source<List<T>> part) {
    return part.asOptional().orElse(List.of());
  }
}
