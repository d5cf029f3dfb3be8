package ai.organized.flywheel.sandbox.googleads;

/** The Google Ads API says no; every server words it in its own way. */
final class AdsError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String family;
  private final String code;

  private AdsError(String family, String code, String message) {
    super(message, null, false, false);
    this.family = family;
    this.code = code;
  }

  static AdsError query(String code, String message) {
    return new AdsError("query_error", code, message);
  }

  static AdsError changeEvent(String code, String message) {
    return new AdsError("change_event_error", code, message);
  }

  static AdsError noPermission() {
    return new AdsError(
        "authorization_error",
        "USER_PERMISSION_DENIED",
        "User doesn't have permission to access customer. Note: If you're accessing a client"
            + " customer, the manager's customer id must be set in the 'login-customer-id' header."
            + " See https://developers.google.com/google-ads/api/docs/concepts/"
            + "call-structure#cid");
  }

  static AdsError badCustomer(String customer) {
    return new AdsError(
        "request_error", "INVALID_CUSTOMER_ID", "Invalid customer ID '" + customer + "'.");
  }

  /** {@code query_error} and such, as the field of ErrorCode is called. */
  String family() {
    return family;
  }

  /** {@code UNRECOGNIZED_FIELD} and such. */
  String code() {
    return code;
  }
}
