package ai.organized.flywheel.client;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The account ids of a client's config, wherever one of its two shapes has them: {@code
 * integrations.google_ads_account_id} or {@code google_ads.customer_id}. They go into queries and
 * addresses, so each must look like what it is.
 */
final class ReadAccountIds {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");
  private static final Pattern CUSTOMER = Pattern.compile("[0-9]{10}");
  private static final Pattern CONTAINER = Pattern.compile("GTM-[A-Z0-9]{4,12}|[0-9]{1,20}");
  private static final Pattern AD_ACCOUNT = Pattern.compile("act_[0-9]{1,20}");
  private static final Pattern STAPE = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern PROJECT = Pattern.compile("[^\\p{Cc}]{1,200}");

  private final Path file;
  private final JsonNode config;

  ReadAccountIds(Path file, JsonNode config) {
    this.file = file;
    this.config = config;
  }

  AccountIds read() {
    return new AccountIds(
        id(DIGITS, "", "/gtm/account_id", "/integrations/gtm_account_id"),
        id(CONTAINER, "", "/gtm/container_id", "/integrations/gtm_container_id"),
        id(DIGITS, "", "/gtm/workspace_id", "/integrations/gtm_workspace_id"),
        id(CUSTOMER, "-", "/google_ads/customer_id", "/integrations/google_ads_account_id"),
        id(CUSTOMER, "-", "/google_ads/login_customer_id", "/integrations/google_ads_login_id"),
        id(AD_ACCOUNT, "", "/meta/ad_account_id", "/integrations/meta_ad_account_id"),
        id(DIGITS, "", "/meta/pixel_id", "/integrations/meta_pixel_id"),
        id(STAPE, "", "/stape/container_id", "/integrations/stape_container_id"),
        id(PROJECT, "", "/memory/project", "/integrations/memory_project"));
  }

  /** The first that says something; an empty text says nothing. */
  private Optional<String> id(Pattern shape, String ignored, String... places) {
    for (String place : places) {
      JsonNode value = config.at(place);
      if (value.isMissingNode() || value.isNull() || value.asText().isBlank()) {
        continue;
      }
      String text = value.asText().strip();
      String id = ignored.isEmpty() ? text : text.replace(ignored, "");
      if (!value.isTextual() || !shape.matcher(id).matches()) {
        throw new RefusedException(
            "client_config",
            file
                + " "
                + place.substring(1).replace('/', '.')
                + " is not a text that matches "
                + shape
                + "; correct it and try again");
      }
      return Optional.of(id);
    }
    return Optional.empty();
  }
}
