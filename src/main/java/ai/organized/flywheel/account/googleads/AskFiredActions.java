package ai.organized.flywheel.account.googleads;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Q6: which conversion actions counted anything in 30 days.
 *
 * <p>In a query of its own: cost cannot be asked for by conversion action. Of the whole account, so
 * that a row comes for each action and not for each in each campaign. {@code all_conversions},
 * because {@code conversions} leaves out the actions that are not primary. Google sends no row
 * where there is nothing to count.
 */
final class AskFiredActions {
  private static final Gaql QUERY =
      Gaql.from("customer", "customer.id", "segments.conversion_action", "metrics.all_conversions")
          .where("segments.date DURING LAST_30_DAYS");

  private AskFiredActions() {}

  /**
   * @return ids
   */
  static Set<String> of(GaqlSession ads) {
    return ads.ask(QUERY).stream()
        .filter(row -> row.number("metrics.all_conversions").map(n -> n.signum() > 0).orElse(true))
        .flatMap(row -> row.idIn("segments.conversion_action").stream())
        .collect(Collectors.toSet());
  }
}
