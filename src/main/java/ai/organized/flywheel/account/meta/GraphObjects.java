package ai.organized.flywheel.account.meta;

import static java.util.Comparator.comparing;

import ai.organized.flywheel.account.meta.MetaAccount.AdAccount;
import ai.organized.flywheel.account.meta.MetaAccount.Audience;
import ai.organized.flywheel.account.meta.MetaAccount.Campaign;
import ai.organized.flywheel.account.meta.MetaAccount.EventQuality;
import ai.organized.flywheel.account.meta.MetaAccount.Pixel;
import ai.organized.flywheel.account.source.Excerpt;
import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Objects of the Graph API, which MCP servers pass on as they are; in the order of their ids, so
 * that the same account always reads the same.
 */
final class GraphObjects {
  private final Redactions redactions;

  GraphObjects(Redactions redactions) {
    this.redactions = redactions;
  }

  AdAccount account(JsonNode row) {
    return new AdAccount(text(row, "name"), text(row, "currency"), text(row, "account_status"));
  }

  List<Campaign> campaigns(List<JsonNode> rows) {
    return rows.stream()
        .map(
            row ->
                new Campaign(
                    text(row, "id"),
                    text(row, "name"),
                    text(row, "objective"),
                    text(row, "status")))
        .sorted(comparing(Campaign::id))
        .toList();
  }

  List<Pixel> pixels(List<JsonNode> rows) {
    return rows.stream()
        .map(
            row ->
                new Pixel(
                    text(row, "id"),
                    text(row, "name"),
                    MetaTime.read(row.path("last_fired_time")).map(Instant::toString),
                    notNegative(row.path("match_rate_approx"))))
        .sorted(comparing(Pixel::id))
        .toList();
  }

  List<Audience> audiences(List<JsonNode> rows) {
    return rows.stream()
        .map(
            row ->
                new Audience(text(row, "id"), text(row, "name"), size(row), text(row, "subtype")))
        .sorted(comparing(Audience::id))
        .toList();
  }

  List<EventQuality> quality(List<JsonNode> rows) {
    return rows.stream()
        .map(row -> new EventQuality(text(row, "event_name"), score(row)))
        .sorted(comparing(EventQuality::event))
        .toList();
  }

  private static Optional<Double> score(JsonNode row) {
    JsonNode score = row.path("event_match_quality").path("composite_score");
    return score.isNumber() && score.doubleValue() >= 0
        ? Optional.of(score.doubleValue())
        : Optional.empty();
  }

  private static Optional<String> size(JsonNode row) {
    Optional<String> from = notNegative(row.path("approximate_count_lower_bound"));
    Optional<String> to = notNegative(row.path("approximate_count_upper_bound"));
    return from.flatMap(low -> to.map(high -> low + "-" + high));
  }

  /** Meta writes -1 for what it does not tell. */
  private static Optional<String> notNegative(JsonNode number) {
    String text = number.asText();
    return text.matches("[0-9]+([.][0-9]+)?") ? Optional.of(text) : Optional.empty();
  }

  private String text(JsonNode row, String field) {
    return Excerpt.of(row, field, Excerpt.TITLE, redactions).orElse("");
  }
}
