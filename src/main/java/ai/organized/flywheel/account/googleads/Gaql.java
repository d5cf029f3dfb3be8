package ai.organized.flywheel.account.googleads;

import java.util.List;
import java.util.OptionalInt;

/**
 * A query in the Google Ads Query Language, in the parts that one of the dialects asks for.
 *
 * @param conditions all of which must hold
 */
record Gaql(
    List<String> fields,
    String resource,
    List<String> conditions,
    List<String> orderings,
    OptionalInt limit) {

  static Gaql from(String resource, String... fields) {
    return new Gaql(List.of(fields), resource, List.of(), List.of(), OptionalInt.empty());
  }

  Gaql where(String... newConditions) {
    return new Gaql(fields, resource, List.of(newConditions), orderings, limit);
  }

  Gaql orderBy(String ordering) {
    return new Gaql(fields, resource, conditions, List.of(ordering), limit);
  }

  Gaql limit(int rows) {
    return new Gaql(fields, resource, conditions, orderings, OptionalInt.of(rows));
  }

  /** Without a PARAMETERS clause: servers add their own. */
  String text() {
    StringBuilder text = new StringBuilder("SELECT ").append(String.join(", ", fields));
    text.append(" FROM ").append(resource);
    if (!conditions.isEmpty()) {
      text.append(" WHERE ").append(String.join(" AND ", conditions));
    }
    if (!orderings.isEmpty()) {
      text.append(" ORDER BY ").append(String.join(", ", orderings));
    }
    limit.ifPresent(rows -> text.append(" LIMIT ").append(rows));
    return text.toString();
  }
}
