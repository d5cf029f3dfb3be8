package ai.organized.flywheel.account.googleads;

import java.util.Optional;

/**
 * The Google Ads account that is asked about.
 *
 * @param id digits
 * @param login the manager account to ask as, digits
 */
record AdsCustomer(String id, Optional<String> login) {}
