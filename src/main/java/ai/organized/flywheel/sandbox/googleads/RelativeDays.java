package ai.organized.flywheel.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a date in the place of {@code {today-3}}, so that a description does not grow old. */
final class RelativeDays {
  private static final Pattern DAY = Pattern.compile("\\{today-([0-9]{1,3})}");

  private RelativeDays() {}

  static ObjectNode in(ObjectNode row, Clock clock) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    ObjectNode dated = row.deepCopy();
    for (Map.Entry<String, JsonNode> each : row.properties()) {
      if (each.getValue().isTextual()) {
        dated.put(each.getKey(), dated(each.getValue().textValue(), today));
      }
    }
    return dated;
  }

  private static String dated(String text, LocalDate today) {
    return DAY.matcher(text)
        .replaceAll(
            day ->
                Matcher.quoteReplacement(today.minusDays(Long.parseLong(day.group(1))).toString()));
  }
}
