package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionAction;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionTracking;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.failure.RefusedException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Q4: all conversion actions that are not removed. */
final class AskConversionActions {
  private static final Gaql QUERY =
      Gaql.from(
              "conversion_action",
              "conversion_action.id",
              "conversion_action.name",
              "conversion_action.status",
              "conversion_action.type",
              "conversion_action.category",
              "conversion_action.primary_for_goal",
              "conversion_action.value_settings.default_value",
              "conversion_action.value_settings.default_currency_code",
              "conversion_action.value_settings.always_use_default_value",
              "conversion_action.tag_snippets")
          .where("conversion_action.status != 'REMOVED'");

  /** What a website's tag sends a conversion to; it stands in the event snippet as send_to. */
  private static final Pattern SEND_TO = Pattern.compile("AW-[0-9]{1,20}/[A-Za-z0-9_-]{1,100}");

  private AskConversionActions() {}

  /**
   * @param tracking the actions of an account that is tracked by a manager may be the manager's,
   *     which is not asked: it tracks other clients too. Seeing none is then no sign that there are
   *     none.
   */
  static List<ConversionAction> of(GaqlSession ads, Source<ConversionTracking> tracking) {
    List<Row> rows = ads.ask(QUERY);
    Optional<String> manager = tracking.asOptional().flatMap(ConversionTracking::managedBy);
    if (rows.isEmpty() && manager.isPresent()) {
      throw new RefusedException(
          "google_ads_manager",
          "the conversion actions belong to the manager account "
              + manager.get()
              + ", which is not read");
    }
    return rows.stream()
        .map(AskConversionActions::action)
        .sorted(Comparator.comparing(ConversionAction::name).thenComparing(ConversionAction::id))
        .toList();
  }

  private static ConversionAction action(Row row) {
    return new ConversionAction(
        row.required("conversion_action.id"),
        row.required("conversion_action.name"),
        row.requiredName("conversion_action.status"),
        row.requiredName("conversion_action.type"),
        row.requiredName("conversion_action.category"),
        row.flag("conversion_action.primary_for_goal", true), // the API's own default
        sendTo(row),
        row.number("conversion_action.value_settings.default_value"),
        row.text("conversion_action.value_settings.default_currency_code"),
        row.flag("conversion_action.value_settings.always_use_default_value", false));
  }

  private static List<String> sendTo(Row row) {
    TreeSet<String> found = new TreeSet<>();
    row.items("conversion_action.tag_snippets")
        .forEach(
            snippet -> {
              Matcher matcher =
                  SEND_TO.matcher(
                      snippet.isTextual()
                          ? snippet.asText()
                          : snippet.path("event_snippet").asText());
              while (matcher.find()) {
                found.add(matcher.group());
              }
            });
    return List.copyOf(found);
  }
}
