package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Upload;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Q8: how uploads of offline conversions fare. */
final class AskUploads {
  private static final String SUMMARY = "offline_conversion_upload_conversion_action_summary";
  private static final Gaql QUERY =
      Gaql.from(
          SUMMARY, SUMMARY + ".conversion_action_name", SUMMARY + ".status", SUMMARY + ".alerts");

  private AskUploads() {}

  static List<Upload> of(GaqlSession ads) {
    return ads.ask(QUERY).stream()
        .map(
            row ->
                new Upload(
                    row.required(SUMMARY + ".conversion_action_name"),
                    row.requiredName(SUMMARY + ".status"),
                    alerts(row)))
        .sorted(Comparator.comparing(Upload::conversionAction))
        .toList();
  }

  /**
   * An alert is {@code {"error": {"conversion_upload_error": "CLICK_NOT_FOUND"},
   * "error_percentage": 0.2}}; what it says of yesterday's share is not kept.
   */
  private static List<String> alerts(Row row) {
    TreeSet<String> alerts = new TreeSet<>();
    for (JsonNode alert : row.items(SUMMARY + ".alerts")) {
      for (Map.Entry<String, JsonNode> each : alert.properties()) {
        if (each.getKey().startsWith("error.")) {
          alerts.add(each.getKey().substring("error.".length()) + ": " + each.getValue().asText());
        }
      }
    }
    return List.copyOf(alerts);
  }
}
