package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Change;
import ai.organized.flywheel.redact.Redactions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Q9: what was changed of late, the newest first; never by whom. */
final class AskChanges {
  /**
   * Google refuses what is older than 30 days by the account's clock, which may be a day ahead of
   * ours.
   */
  private static final int DAYS = 28;

  /** Google wants a limit, of 10 000 at most. */
  private static final int MOST = 1_000;

  private AskChanges() {}

  static List<Change> of(GaqlSession ads, Clock clock) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Gaql query =
        Gaql.from(
                "change_event",
                "change_event.change_date_time",
                "change_event.change_resource_type",
                "change_event.resource_change_operation",
                "change_event.changed_fields")
            .where(
                "change_event.change_date_time >= '" + today.minusDays(DAYS) + "'",
                "change_event.change_date_time <= '" + today.plusDays(1) + "'")
            .orderBy("change_event.change_date_time DESC")
            .limit(MOST);
    return ads.ask(query).stream().map(row -> change(row, ads.redactions())).distinct().toList();
  }

  private static Change change(Row row, Redactions redactions) {
    String moment = row.required("change_event.change_date_time");
    return new Change(
        moment.substring(0, Math.min(10, moment.length())),
        row.requiredName("change_event.change_resource_type"),
        row.requiredName("change_event.resource_change_operation"),
        fields(row, redactions));
  }

  /** A field mask: a text with commas, or {@code {"paths": […]}}. */
  private static List<String> fields(Row row, Redactions redactions) {
    Optional<String> mask = row.text("change_event.changed_fields");
    Stream<String> names =
        mask.isPresent()
            ? Stream.of(mask.get().split(",", -1))
            : row.names("change_event.changed_fields.paths").stream();
    // Cleaned one by one: in the mask they do not stand alone, and in small letters nothing shows.
    return names.map(name -> redactions.clean("", name)).map(Row::snakeCase).sorted().toList();
  }
}
