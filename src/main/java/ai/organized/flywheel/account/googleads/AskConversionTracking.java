package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionTracking;
import java.util.Optional;

/** Q2: under which id conversions are tracked, and by whom. */
final class AskConversionTracking {
  private static final String SETTING = "customer.conversion_tracking_setting.";
  private static final Gaql QUERY =
      Gaql.from(
          "customer",
          SETTING + "conversion_tracking_id",
          SETTING + "cross_account_conversion_tracking_id",
          SETTING + "conversion_tracking_status",
          SETTING + "accepted_customer_data_terms",
          SETTING + "google_ads_conversion_customer");

  private AskConversionTracking() {}

  static ConversionTracking of(GaqlSession ads) {
    Row row = ads.askForOne(QUERY);
    Optional<String> owner = row.idIn(SETTING + "google_ads_conversion_customer");
    return new ConversionTracking(
        id(row, "conversion_tracking_id"),
        id(row, "cross_account_conversion_tracking_id"),
        row.requiredName(SETTING + "conversion_tracking_status"),
        row.flag(SETTING + "accepted_customer_data_terms", false),
        owner.filter(id -> !id.equals(ads.customer().id())));
  }

  /** 0 stands for none. */
  private static Optional<String> id(Row row, String field) {
    return row.text(SETTING + field).filter(id -> !id.equals("0"));
  }
}
