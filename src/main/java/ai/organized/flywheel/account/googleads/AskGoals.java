package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Goal;
import java.util.Comparator;
import java.util.List;

/** Q7: which kinds of conversions are bid for in the whole account. */
final class AskGoals {
  private static final Gaql QUERY =
      Gaql.from(
          "customer_conversion_goal",
          "customer_conversion_goal.category",
          "customer_conversion_goal.origin",
          "customer_conversion_goal.biddable");

  private AskGoals() {}

  static List<Goal> of(GaqlSession ads) {
    return ads.ask(QUERY).stream()
        .map(
            row ->
                new Goal(
                    row.requiredName("customer_conversion_goal.category"),
                    row.requiredName("customer_conversion_goal.origin"),
                    row.flag("customer_conversion_goal.biddable", false)))
        .sorted(Comparator.comparing(Goal::category).thenComparing(Goal::origin))
        .toList();
  }
}
