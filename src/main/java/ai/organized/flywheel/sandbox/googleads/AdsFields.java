package ai.organized.flywheel.sandbox.googleads;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which fields may be asked for, resource by resource, and which not together.
 *
 * <p>A part of v26 of the API, from its field reference; a description may have its own list, to
 * play another version.
 */
final class AdsFields {
  /** Metrics that Google does not break down by conversion action. */
  private static final Set<String> NOT_BY_CONVERSION =
      Set.of("metrics.cost_micros", "metrics.impressions", "metrics.clicks");

  private final ObjectNode selectable;

  private AdsFields(ObjectNode selectable) {
    this.selectable = selectable;
  }

  /**
   * @param own resource to fields, in place of those of v26; empty for none
   */
  static AdsFields v26With(ObjectNode own) {
    try (InputStream file = AdsFields.class.getResourceAsStream("google-ads-v26.json")) {
      ObjectNode fields = Json.readObject(file.readAllBytes()).orElseThrow();
      fields.setAll(own);
      return new AdsFields(fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is in our own jar
    }
  }

  /** Empty for an unknown resource. */
  Set<String> of(String resource) {
    Set<String> fields = new TreeSet<>();
    for (JsonNode field : selectable.path(resource)) {
      fields.add(field.asText());
    }
    return fields;
  }

  /**
   * @throws AdsError when the fields of the query are unknown or do not go together
   */
  void check(AdsQuery query) {
    Set<String> known = of(query.resource());
    if (known.isEmpty()) {
      throw AdsError.query(
          "BAD_RESOURCE_TYPE_IN_FROM_CLAUSE",
          "Error in FROM clause: '" + query.resource() + "' is not a valid resource name.");
    }
    List<String> used = new ArrayList<>(query.fields());
    query.conditions().forEach(condition -> used.add(condition.field()));
    used.addAll(query.orderings());
    List<String> unknown = used.stream().filter(field -> !known.contains(field)).toList();
    if (!unknown.isEmpty()) {
      throw unknown.get(0).startsWith("metrics.") ? prohibited(unknown) : unrecognized(unknown);
    }
    checkSegments(query);
  }

  private static AdsError prohibited(List<String> metrics) {
    return AdsError.query(
        "PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
        "Cannot select or filter on the following metrics: "
            + quoted(metrics)
            + ", since the metrics are incompatible with the resource in the FROM clause or other"
            + " selected segmenting resources.");
  }

  private static AdsError unrecognized(List<String> fields) {
    String field = fields.size() == 1 ? "field" : "fields";
    return AdsError.query(
        "UNRECOGNIZED_FIELD", "Unrecognized " + field + " in the query: " + quoted(fields) + ".");
  }

  private static void checkSegments(AdsQuery query) {
    List<String> segments =
        query.fields().stream().filter(f -> f.startsWith("segments.conversion_action")).toList();
    List<String> metrics =
        query.fields().stream().filter(NOT_BY_CONVERSION::contains).sorted().toList();
    if (!segments.isEmpty() && !metrics.isEmpty()) {
      throw AdsError.query(
          "PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
          "Cannot select the following segments because at least one unsupported metric is found"
              + " in SELECT or WHERE clause: "
              + quoted(segments)
              + "(unsupported metrics: "
              + quoted(metrics)
              + ").");
    }
  }

  private static String quoted(List<String> names) {
    return names.stream()
        .map(name -> "'" + name.replaceFirst("^metrics\\.", "") + "'")
        .collect(Collectors.joining(", "));
  }
}
