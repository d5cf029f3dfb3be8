package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Customer;

/** Q1: the account itself. */
final class AskCustomer {
  private static final Gaql QUERY =
      Gaql.from(
          "customer",
          "customer.id",
          "customer.descriptive_name",
          "customer.currency_code",
          "customer.time_zone",
          "customer.auto_tagging_enabled",
          "customer.manager");

  private AskCustomer() {}

  static Customer of(GaqlSession ads) {
    Row row = ads.askForOne(QUERY);
    return new Customer(
        row.text("customer.descriptive_name").orElse(ads.customer().id()),
        row.required("customer.currency_code"),
        row.required("customer.time_zone"),
        row.flag("customer.auto_tagging_enabled", false),
        row.flag("customer.manager", false));
  }
}
