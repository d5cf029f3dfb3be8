package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount.AssetGroup;
import java.util.Comparator;
import java.util.List;

/** Q5: what Performance Max campaigns are made of. */
final class AskAssetGroups {
  private static final Gaql QUERY =
      Gaql.from(
              "asset_group",
              "asset_group.id",
              "asset_group.name",
              "asset_group.status",
              "asset_group.ad_strength",
              "campaign.id",
              "campaign.name")
          .where("asset_group.status != 'REMOVED'");

  private AskAssetGroups() {}

  static List<AssetGroup> of(GaqlSession ads) {
    return ads.ask(QUERY).stream()
        .map(
            row ->
                new AssetGroup(
                    row.required("asset_group.id"),
                    row.required("asset_group.name"),
                    row.requiredName("asset_group.status"),
                    row.required("campaign.name"),
                    row.name("asset_group.ad_strength")))
        .sorted(
            Comparator.comparing(AssetGroup::campaign)
                .thenComparing(AssetGroup::name)
                .thenComparing(AssetGroup::id))
        .toList();
  }
}
