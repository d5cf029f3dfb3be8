package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Campaign;
import ai.organized.flywheel.failure.RefusedException;
import java.util.Comparator;
import java.util.List;

/**
 * Q3: all campaigns that are not removed.
 *
 * <p>A server whose version of the API does not know a field refuses the whole query; it is asked
 * once more for what every version knows. The start date, whose field was renamed, is not kept and
 * so not asked for.
 */
final class AskCampaigns {
  private static final Gaql QUERY =
      query(
          "campaign.id",
          "campaign.name",
          "campaign.status",
          "campaign.advertising_channel_type",
          "campaign.primary_status",
          "campaign.primary_status_reasons",
          "campaign_budget.amount_micros");

  private static final Gaql IN_EVERY_VERSION =
      query(
          "campaign.id",
          "campaign.name",
          "campaign.status",
          "campaign.advertising_channel_type",
          "campaign_budget.amount_micros");

  private AskCampaigns() {}

  private static Gaql query(String... fields) {
    return Gaql.from("campaign", fields)
        .where("campaign.status != 'REMOVED'")
        .orderBy("campaign.id");
  }

  static List<Campaign> of(GaqlSession ads) {
    return rows(ads).stream()
        .map(AskCampaigns::campaign)
        .sorted(Comparator.comparing(Campaign::name).thenComparing(Campaign::id))
        .toList();
  }

  private static List<Row> rows(GaqlSession ads) {
    try {
      return ads.ask(QUERY);
    } catch (RefusedException e) {
      return ads.ask(IN_EVERY_VERSION);
    }
  }

  private static Campaign campaign(Row row) {
    return new Campaign(
        row.required("campaign.id"),
        row.required("campaign.name"),
        row.requiredName("campaign.advertising_channel_type"),
        row.requiredName("campaign.status"),
        row.number("campaign_budget.amount_micros").map(micros -> micros.movePointLeft(6)),
        row.name("campaign.primary_status"),
        row.names("campaign.primary_status_reasons").stream().sorted().toList());
  }
}
