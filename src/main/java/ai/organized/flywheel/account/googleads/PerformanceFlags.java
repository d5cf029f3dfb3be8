package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.AskCampaignNumbers.Numbers;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionAction;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Flag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What looks wrong in the numbers of 30 days. */
final class PerformanceFlags {
  private static final Set<String> SELLS = Set.of("PERFORMANCE_MAX", "SHOPPING");

  private PerformanceFlags() {}

  /**
   * @param actions empty when they are unknown
   * @param fired ids of the actions that counted something
   */
  static List<Flag> of(List<Numbers> campaigns, List<ConversionAction> actions, Set<String> fired) {
    List<Flag> flags = new ArrayList<>();
    for (Numbers campaign : campaigns) {
      if (SELLS.contains(campaign.type())
          && isPositive(campaign.conversions())
          && isZero(campaign.value())) {
        flags.add(flag("zero_value", campaign.campaign(), "conversions with $0 value in 30 days"));
      }
      if (isPositive(campaign.cost()) && isZero(campaign.conversions())) {
        flags.add(
            flag(
                "spend_without_conversions",
                campaign.campaign(),
                "spend without conversions in 30 days"));
      }
    }
    for (ConversionAction action : actions) {
      if (action.status().equals("ENABLED") && !fired.contains(action.id())) {
        flags.add(flag("no_recent_conversion", action.name(), "no conversion in 30 days"));
      }
    }
    return Flag.sorted(flags);
  }

  private static Flag flag(String code, String subject, String what) {
    return new Flag(code, subject, subject + ": " + what);
  }

  private static boolean isPositive(Optional<BigDecimal> number) {
    return number.isPresent() && number.get().signum() > 0;
  }

  private static boolean isZero(Optional<BigDecimal> number) {
    return number.isPresent() && number.get().signum() == 0;
  }
}
