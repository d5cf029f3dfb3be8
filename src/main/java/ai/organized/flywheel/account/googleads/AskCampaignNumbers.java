package ai.organized.flywheel.account.googleads;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Q6: what the campaigns cost and brought in 30 days; kept by nobody, only judged. */
final class AskCampaignNumbers {
  private static final Gaql QUERY =
      Gaql.from(
              "campaign",
              "campaign.id",
              "campaign.name",
              "campaign.advertising_channel_type",
              "metrics.cost_micros",
              "metrics.conversions",
              "metrics.conversions_value")
          .where("segments.date DURING LAST_30_DAYS", "campaign.status != 'REMOVED'");

  /**
   * @param cost in the account's currency; empty, as the others, when the server left it out
   * @param conversions those that bidding counts
   */
  record Numbers(
      String campaign,
      String type,
      Optional<BigDecimal> cost,
      Optional<BigDecimal> conversions,
      Optional<BigDecimal> value) {}

  private AskCampaignNumbers() {}

  static List<Numbers> of(GaqlSession ads) {
    return ads.ask(QUERY).stream()
        .map(
            row ->
                new Numbers(
                    row.required("campaign.name"),
                    row.requiredName("campaign.advertising_channel_type"),
                    row.number("metrics.cost_micros").map(micros -> micros.movePointLeft(6)),
                    row.number("metrics.conversions"),
                    row.number("metrics.conversions_value")))
        .toList();
  }
}
