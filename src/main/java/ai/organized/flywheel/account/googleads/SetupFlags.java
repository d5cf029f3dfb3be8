package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Campaign;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionAction;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What looks wrong in how campaigns and conversion actions are set up. */
final class SetupFlags {
  private static final Set<String> LIMITED = Set.of("LIMITED", "LEARNING");

  /** Actions that nobody put into a category need not be the same. */
  private static final Set<String> NO_CATEGORY = Set.of("UNSPECIFIED", "UNKNOWN", "DEFAULT");

  private SetupFlags() {}

  /**
   * @param campaigns empty when they are unknown; so are the actions
   */
  static List<Flag> of(List<Campaign> campaigns, List<ConversionAction> actions) {
    List<Flag> flags = new ArrayList<>();
    for (Campaign campaign : campaigns) {
      campaign
          .primaryStatus()
          .filter(status -> campaign.status().equals("ENABLED") && !status.equals("ELIGIBLE"))
          .ifPresent(status -> flags.add(notEligible(campaign, status)));
    }
    primaryByCategory(actions)
        .forEach(
            (category, names) -> {
              if (names.size() > 1) {
                flags.add(
                    new Flag(
                        "duplicate_primary",
                        category,
                        category
                            + ": more than one primary conversion action ("
                            + String.join(", ", names)
                            + ")"));
              }
            });
    return Flag.sorted(flags);
  }

  private static Flag notEligible(Campaign campaign, String status) {
    String reasons = String.join(", ", campaign.primaryStatusReasons());
    return new Flag(
        LIMITED.contains(status) ? Flag.LIMITED : "not_eligible",
        campaign.name(),
        campaign.name()
            + ": enabled but "
            + status
            + (reasons.isEmpty() ? "" : " (" + reasons + ")"));
  }

  private static Map<String, List<String>> primaryByCategory(List<ConversionAction> actions) {
    return actions.stream()
        .filter(action -> action.primary() && action.status().equals("ENABLED"))
        .filter(action -> !NO_CATEGORY.contains(action.category()))
        .collect(
            Collectors.groupingBy(
                ConversionAction::category,
                TreeMap::new,
                Collectors.mapping(ConversionAction::name, Collectors.toList())));
  }
}
