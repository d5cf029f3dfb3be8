package ai.organized.flywheel.settings;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code SLACK_WEBHOOK_URL_HRE} is the webhook of client hre: an app's webhook has one channel. */
final class SlackWebhooks {
  private SlackWebhooks() {}

  /** By what follows the common name in the environment's. */
  static Map<String, Secret> read(Map<String, String> environment, Problems problems) {
    String prefix = Key.SLACK_WEBHOOK_URL.environment() + "_";
    Map<String, Secret> webhooks = new TreeMap<>();
    environment.forEach(
        (name, address) -> {
          if (name.startsWith(prefix) && !address.isBlank()) {
            if (!isHttp(address.trim())) {
              problems.add(name + ": not an http or https address"); // which is a secret
            }
            webhooks.put(name.substring(prefix.length()), new Secret(address.trim()));
          }
        });
    return webhooks;
  }

  private static boolean isHttp(String text) {
    try {
      URI uri = URI.create(text);
      return List.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
