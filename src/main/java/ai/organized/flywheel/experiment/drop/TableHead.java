package ai.organized.flywheel.experiment.drop;

import java.util.Locale;
import java.util.Optional;

/** What stands above the rows of a table: comments, of which one names a direction, and names. */
final class TableHead {
  private static final String DIRECTION = "metric_direction:";

  private Optional<MetricDirection> declared = Optional.empty();

  /** The names of the columns when the line has them; a comment is remembered for what it says. */
  Optional<TableColumns> columns(String line) {
    String text = line.strip();
    if (text.startsWith("#")) {
      String comment = text.substring(1).strip().toLowerCase(Locale.ROOT);
      if (comment.startsWith(DIRECTION)) {
        declared = Optional.of(MetricDirection.of(comment.substring(DIRECTION.length()).strip()));
      }
      return Optional.empty();
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(TableColumns.of(line));
  }

  boolean namesADirection() {
    return declared.isPresent();
  }

  /** As declared, or as the metric is defined; values never tell it. */
  MetricDirection direction(TableColumns columns) {
    return declared.orElseGet(() -> MetricDirection.byDefinition(columns.metric().orElse("")));
  }
}
