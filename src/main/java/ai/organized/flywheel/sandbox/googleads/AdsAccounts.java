package ai.organized.flywheel.sandbox.googleads;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Google Ads accounts as a description tells of them, asked in GAQL.
 *
 * <pre>
 * {"customers": {"1234567890": {
 *    "customer": [row], "campaign": [row, …], "conversion_action": […], …}},
 *  "selectable": {"customer": ["customer.id", …]}}
 * </pre>
 *
 * <p>A row is flat, by GAQL's own names. The numbers of a row are those of 30 days; those by
 * conversion action stand in its list {@code by_conversion_action}. A text {@code {today-3}} is the
 * day that is three days ago.
 */
final class AdsAccounts {
  private static final String BY_ACTION = "by_conversion_action";

  private final ObjectNode customers = Json.object();
  private final AdsFields fields;
  private final Clock clock;

  AdsAccounts(List<ObjectNode> descriptions, Clock clock) {
    ObjectNode selectable = Json.object();
    for (ObjectNode description : descriptions) {
      customers.setAll(description.withObject("/customers"));
      selectable.setAll(description.withObject("/selectable"));
    }
    this.fields = AdsFields.v26With(selectable);
    this.clock = clock;
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>();
    customers.fieldNames().forEachRemaining(ids::add);
    return ids;
  }

  AdsFields fields() {
    return fields;
  }

  /**
   * Rows with the fields of the query that have a value, by their dotted names.
   *
   * @throws AdsError when the real API would refuse
   */
  List<ObjectNode> rows(String customer, String gaql) {
    if (!customer.matches("[0-9]{10}")) {
      throw AdsError.badCustomer(customer);
    }
    if (!customers.has(customer)) {
      throw AdsError.noPermission();
    }
    AdsQuery query = AdsQuery.parse(gaql);
    fields.check(query);
    long limit = AdsLimits.check(query, clock);
    return told(customers.path(customer).path(query.resource()), query).stream()
        .filter(row -> fulfils(row, query))
        .map(row -> selected(row, query))
        .filter(row -> !isSegmented(query) || countsAnything(row))
        .limit(limit)
        .toList();
  }

  private List<ObjectNode> told(JsonNode described, AdsQuery query) {
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode each : described) {
      ObjectNode row = each.deepCopy();
      ArrayNode byAction = row.withArray(BY_ACTION);
      row.remove(BY_ACTION);
      if (isSegmented(query)) {
        byAction.forEach(part -> rows.add(row.deepCopy().setAll((ObjectNode) part)));
      } else {
        rows.add(row);
      }
    }
    return rows.stream().map(row -> RelativeDays.in(row, clock)).toList();
  }

  private static boolean isSegmented(AdsQuery query) {
    return query.fields().stream().anyMatch(field -> field.startsWith("segments.conversion"));
  }

  /** Google leaves out the segments in which nothing happened. */
  private static boolean countsAnything(ObjectNode row) {
    for (var each : row.properties()) {
      if (each.getKey().startsWith("metrics.") && each.getValue().asDouble() != 0) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode selected(ObjectNode row, AdsQuery query) {
    ObjectNode selected = Json.object();
    for (String field : query.fields()) {
      if (row.has(field)) {
        selected.set(field, row.get(field));
      }
    }
    return selected;
  }

  private static boolean fulfils(ObjectNode row, AdsQuery query) {
    return query.conditions().stream()
        .filter(condition -> !condition.operator().equals("DURING")) // rows are of 30 days
        .allMatch(condition -> fulfils(row.path(condition.field()).asText(), condition));
  }

  private static boolean fulfils(String value, AdsQuery.Condition condition) {
    int order = value.compareTo(condition.value());
    return switch (condition.operator().toUpperCase(Locale.ROOT)) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order < 0;
    };
  }
}
