package ai.organized.flywheel.cli;

import ai.organized.flywheel.validate.CostEstimate;
import ai.organized.flywheel.validate.Diversity;
import ai.organized.flywheel.validate.Finding;
import ai.organized.flywheel.validate.FindingGroup;
import ai.organized.flywheel.validate.Report;
import ai.organized.flywheel.validate.Severity;
import ai.organized.flywheel.validate.Tokens;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A validation as a person reads it: what is in the file, what was found, the verdict last. */
final class ReportForPeople {
  /** Line numbers shown of one kind of finding. */
  private static final int SHOWN = 8;

  private ReportForPeople() {}

  static void print(PrintWriter out, Report report) {
    String pairs = report.shape().isPreference() ? "preference pairs" : "conversations";
    row(out, "File", "%s, %s (%s)", report.file(), pairs, report.part());
    row(out, "Lines", "%,d in %,d bytes", report.lines(), report.bytes());
    tokens(out, report);
    diversity(out, report.diversity());
    report.comparedWith().ifPresent(name -> row(out, "Compared", "with %s beside it", name));
    row(out, "Training", "%s", cost(report.cost()));
    report.findings().forEach(group -> print(out, group));
    out.println(verdict(report));
    out.flush();
  }

  private static void tokens(PrintWriter out, Report report) {
    Tokens tokens = report.tokens();
    row(
        out,
        "Tokens",
        "%,d, at most %,d in a line (line %d); %s%s%s",
        tokens.total(),
        tokens.longest(),
        tokens.longestLine(),
        tokens.encoding(),
        tokens.exact() ? "" : ", an estimate for this model",
        tokens.cut() == 0 ? "" : "; " + tokens.cut() + " lines are too long");
  }

  private static void diversity(PrintWriter out, Diversity diversity) {
    row(
        out,
        "Diversity",
        "%,d questions, %,d answers; the most frequent answer is %.0f %% of the lines%s",
        diversity.distinctQuestions(),
        diversity.distinctAnswers(),
        100 * diversity.mostFrequentAnswer(),
        diversity.typeTokenRatio() == 0
            ? ""
            : String.format(Locale.ROOT, ", type-token ratio %.2f", diversity.typeTokenRatio()));
  }

  private static String cost(CostEstimate cost) {
    String work =
        String.format(
            Locale.ROOT, "%,d tokens in %d epochs: ", cost.trainingTokens(), cost.epochs());
    if (cost.amount().isEmpty()) {
      return work + "cost unknown, " + cost.unknown().orElse("");
    }
    String price =
        String.format(
            Locale.ROOT,
            "%s %s at %s per million tokens",
            cost.currency().orElse(""),
            cost.amount().get().toPlainString(),
            cost.pricePerMillion().orElseThrow().toPlainString());
    return work
        + price
        + (cost.model().isEmpty() ? "" : " of " + cost.model())
        + ", as of "
        + cost.asOf().orElse("?")
        + "; "
        + cost.source().orElse("");
  }

  private static void print(PrintWriter out, FindingGroup group) {
    String kind = group.severity() == Severity.ERROR ? "error" : "warning";
    List<Finding> findings = group.findings();
    out.printf(
        Locale.ROOT,
        "  %-7s %s%s: %s%n",
        kind,
        group.code(),
        group.count() > 1 ? " × " + group.count() : "",
        findings.get(0).line() == 0
            ? findings.stream().map(Finding::message).collect(Collectors.joining("; "))
            : "line " + findings.get(0).line() + " " + findings.get(0).message());
    if (group.count() > 1 && findings.get(0).line() > 0) {
      String more = group.count() > SHOWN ? ", …" : "";
      out.printf(
          "          lines %s%s%n",
          findings.stream()
              .map(finding -> Long.toString(finding.line()))
              .distinct()
              .limit(SHOWN)
              .collect(Collectors.joining(", ")),
          more);
    }
  }

  private static String verdict(Report report) {
    String provider = report.provider().word();
    String warnings = report.warnings() == 0 ? "" : ", " + counted(report.warnings(), "warning");
    return report.ready()
        ? "ready for " + provider + warnings
        : "not ready for " + provider + ": " + counted(report.errors(), "error") + warnings;
  }

  private static String counted(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  private static void row(PrintWriter out, String name, String format, Object... values) {
    out.println(
        String.format(Locale.ROOT, "%-10s ", name) + String.format(Locale.ROOT, format, values));
  }
}
