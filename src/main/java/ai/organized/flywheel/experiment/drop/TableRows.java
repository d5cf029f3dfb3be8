package ai.organized.flywheel.experiment.drop;

import ai.organized.flywheel.redact.Secrets;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What the rows of one table say.
 *
 * <p>A description says what was tried, which is a solution; no column of either dialect says to
 * what problem, and a metric is no score from 0 to 1: columns {@code problem} and {@code score},
 * added by hand, are what makes an example of a row.
 */
final class TableRows {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,3})?");

  private final TableColumns columns;
  private final MetricDirection direction;
  private final OutcomeCount outcomes = new OutcomeCount();
  private OptionalDouble best = OptionalDouble.empty();
  private boolean isFirst = true;

  TableRows(TableColumns columns, MetricDirection direction) {
    this.columns = columns;
    this.direction = direction;
  }

  /**
   * @param isEnded false for a line without its line end
   */
  Element element(long line, String text, boolean isEnded) {
    int wanted = columns.names().size();
    String[] cells = text.split("\t", wanted);
    if (cells.length < wanted) {
      return isEnded ? tooShort(line, cells.length) : torn(line);
    }
    ObjectNode row = row(cells);
    Outcome outcome = outcome(row);
    outcomes.add(outcome);
    metric(row)
        .filter(value -> outcome != Outcome.FAILED)
        .ifPresent(value -> best = direction.better(best, value));
    return element(line, row, outcome, text.length());
  }

  private Element element(long line, ObjectNode row, Outcome outcome, long bytes) {
    if (outcome == Outcome.FAILED) {
      return refused(line, "failed: nothing was measured, and no number beside it is a score");
    }
    if (outcome == Outcome.BASELINE) {
      return refused(line, "is the baseline: nothing had been tried");
    }
    if (direction != MetricDirection.UNKNOWN) {
      row.put("metric_direction", direction.name().toLowerCase(Locale.ROOT));
    }
    return new Trial(line, "", row)
        .or("client_id", Trial.text(row.path("client")))
        .or("run_id", run(row))
        .need("problem", Optional.empty(), "states no problem, only what was tried")
        .need("solution", Trial.text(row.path("description")), "states no solution")
        .need("score", Optional.empty(), "has no score from 0 to 1" + scale())
        .element(bytes);
  }

  /** For a person: what was found in the table, and how a row becomes an example. */
  String note() {
    return "a table of autoresearch ("
        + columns.metric().map(Secrets::clean).orElse("no metric")
        + ", "
        + direction
        + "): "
        + (outcomes.isEmpty() ? "no rows" : outcomes)
        + (best.isPresent() ? ", best " + best.getAsDouble() : "")
        + "; a row becomes an example when columns problem and score (0 to 1) are added, and"
        + " timestamp where it is missing";
  }

  private static Element refused(long line, String reason) {
    return new Element.Refused(line, "", reason);
  }

  private Element tooShort(long line, int cells) {
    return new Element.Unreadable(
        line, "has " + cells + " columns where the first line names " + columns.names().size());
  }

  private static Element torn(long line) {
    return refused(line, "is not finished yet: it breaks off; drop the file again when it is");
  }

  /** A cell that says nothing ("-") is left out. */
  private ObjectNode row(String[] cells) {
    ObjectNode row = Trial.empty();
    for (int i = 0; i < cells.length; i++) {
      String name = columns.names().get(i);
      String cell = cells[i].strip();
      if (!cell.isEmpty() && !cell.equals("-") && !row.has(name)) {
        RecordFields.put(row, name, cell);
      }
    }
    if (NUMBER.matcher(row.path("score").asText()).matches()) {
      row.put("score", Double.parseDouble(row.path("score").asText()));
    }
    return row;
  }

  private Outcome outcome(ObjectNode row) {
    Outcome said = Outcome.of(row.path("status").asText());
    boolean isBaseline = isFirst && columns.beginWithTheBaseline() && said != Outcome.FAILED;
    isFirst = false;
    return isBaseline ? Outcome.BASELINE : said;
  }

  private Optional<Double> metric(ObjectNode row) {
    return columns
        .metric()
        .map(name -> row.path(name).asText())
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Double::valueOf);
  }

  /** Neither dialect names its run in the file; the commit is what can be found again. */
  private static Optional<String> run(ObjectNode row) {
    return Trial.text(row.path("commit"))
        .map(commit -> "commit-" + commit)
        .or(() -> Trial.text(row.path("iteration")).map(iteration -> "iteration-" + iteration));
  }

  private String scale() {
    return columns.metric().isEmpty()
        ? ""
        : ": its metric is on a scale of its own, and " + direction;
  }
}
