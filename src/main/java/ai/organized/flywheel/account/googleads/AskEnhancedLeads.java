package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.failure.RefusedException;

/**
 * Q2b: whether enhanced conversions for leads are on.
 *
 * <p>Until v25 of the API a field says so; v26 has put in its place {@code
 * effective_enablement_setting}, ON or OFF for all enhanced conversions. Which version a server
 * speaks is only found out by asking.
 */
final class AskEnhancedLeads {
  private static final String UNTIL_V25 =
      "customer.conversion_tracking_setting.enhanced_conversions_for_leads_enabled";
  private static final String SINCE_V26 =
      "customer.conversion_tracking_setting.effective_enablement_setting";

  private AskEnhancedLeads() {}

  static boolean of(GaqlSession ads) {
    try {
      return ads.askForOne(Gaql.from("customer", UNTIL_V25)).flag(UNTIL_V25, false);
    } catch (RefusedException e) {
      return sinceV26(ads.askForOne(Gaql.from("customer", SINCE_V26)));
    }
  }

  private static boolean sinceV26(Row row) {
    return switch (row.requiredName(SINCE_V26)) {
      case "ON" -> true;
      case "OFF" -> false;
      default ->
          throw new RefusedException(
              "google_ads_answer",
              "Google Ads does not say whether enhanced conversions are on or off");
    };
  }
}
