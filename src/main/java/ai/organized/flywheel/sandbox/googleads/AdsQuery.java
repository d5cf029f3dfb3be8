package ai.organized.flywheel.sandbox.googleads;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query in the Google Ads Query Language, as far as a reader of accounts writes it.
 *
 * @param orderings fields, without their direction
 */
record AdsQuery(
    List<String> fields,
    String resource,
    List<Condition> conditions,
    List<String> orderings,
    Optional<String> limit) {
  private static final String NAME = "[a-z][a-z0-9_.]*";
  private static final String VALUE = "(?:'[^']*'|\"[^\"]*\"|[A-Za-z0-9_.+-]+)";

  private static final Pattern QUERY =
      Pattern.compile(
          "(?is)\\s*SELECT\\s+(.+?)\\s+FROM\\s+(\\w+)(?:\\s+WHERE\\s+(.+?))?"
              + "(?:\\s+ORDER\\s+BY\\s+(.+?))?(?:\\s+LIMIT\\s+(\\S+?))?"
              + "(?:\\s+PARAMETERS\\s+(.+?))?\\s*");

  private static final Pattern CONDITION =
      Pattern.compile(
          "(?i)\\s*("
              + NAME
              + ")\\s*(?:(!=|>=|<=|=|>|<)\\s*("
              + VALUE
              + ")|\\s+(DURING)\\s+("
              + VALUE
              + ")|\\s+(BETWEEN)\\s+("
              + VALUE
              + ")\\s+AND\\s+("
              + VALUE
              + "))\\s*(?:AND\\s|$)");

  /**
   * What a row must fulfil.
   *
   * @param operator as written, in capitals; a BETWEEN is two conditions
   * @param value without its quotes
   */
  record Condition(String field, String operator, String value) {}

  /**
   * @throws AdsError when it is none
   */
  static AdsQuery parse(String text) {
    Matcher query = QUERY.matcher(text);
    if (!query.matches()) {
      throw AdsError.query("UNEXPECTED_INPUT", "Error in query: unexpected input.");
    }
    List<String> orderings =
        names(Optional.ofNullable(query.group(4))).stream()
            .map(ordering -> ordering.replaceFirst("(?i)\\s+(ASC|DESC)$", ""))
            .toList();
    return new AdsQuery(
        names(Optional.of(query.group(1))),
        query.group(2),
        conditions(Optional.ofNullable(query.group(3)).orElse("")),
        orderings,
        Optional.ofNullable(query.group(5)));
  }

  private static List<String> names(Optional<String> list) {
    return list.map(all -> List.of(all.strip().split("\\s*,\\s*", -1))).orElse(List.of());
  }

  private static List<Condition> conditions(String where) {
    List<Condition> conditions = new ArrayList<>();
    Matcher each = CONDITION.matcher(where);
    int end = 0;
    while (end < where.length()) {
      if (!each.find(end) || each.start() != end) {
        String rest = where.substring(end).strip();
        throw AdsError.query(
            "BAD_FIELD_NAME",
            "Error in WHERE clause: invalid field name '" + rest.split("\\s", 2)[0] + "'.");
      }
      String field = each.group(1);
      if (each.group(2) != null) {
        conditions.add(new Condition(field, each.group(2), unquoted(each.group(3))));
      } else if (each.group(4) != null) {
        String operator = each.group(4).toUpperCase(Locale.ROOT);
        conditions.add(new Condition(field, operator, unquoted(each.group(5))));
      } else {
        conditions.add(new Condition(field, ">=", unquoted(each.group(7))));
        conditions.add(new Condition(field, "<=", unquoted(each.group(8))));
      }
      end = each.end();
    }
    return conditions;
  }

  private static String unquoted(String value) {
    return value.replaceAll("^['\"]|['\"]$", "");
  }
}
