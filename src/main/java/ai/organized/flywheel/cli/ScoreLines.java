package ai.organized.flywheel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an evaluation found, as lines of a name and a value. */
final class ScoreLines {
  /**
   * @param value begins with ✓, ✗ or ◐ where it is good, bad, or does not tell
   */
  record Line(String name, String value) {}

  private ScoreLines() {}

  /**
   * @param tolerance how far below the champion's score a new one may lie
   */
  static List<Line> of(StoredEvaluation evaluation, double tolerance) {
    JsonNode card = evaluation.candidateCard();
    List<Line> lines = new ArrayList<>();
    if (!card.has("problemRecall")) {
      lines.add(new Line("Holdout", "✗ not asked"));
      return lines;
    }
    lines.add(new Line("Problem recall", recall(card)));
    lines.add(
        new Line(
            "Solution accuracy",
            text("%.2f cosine sim", card.path("solutionAccuracy").asDouble())));
    evaluation
        .championCard()
        .ifPresent(
            champion ->
                lines.add(
                    new Line(
                        "Regression vs v" + evaluation.champion().orElse(0),
                        against(card, champion, tolerance))));
    evaluation
        .baselineCard()
        .ifPresent(base -> lines.add(new Line("Untuned base model", against(card, base, 0))));
    return lines;
  }

  private static String recall(JsonNode card) {
    boolean aboveChance = card.path("pChance").asDouble(1) < 0.05;
    return text(
        "%s %.0f%% (%d of %d questions; chance %.0f%%; 95%% interval %.0f–%.0f%%)",
        aboveChance ? "✓" : "✗",
        100 * score(card),
        card.path("recalled").asInt(),
        card.path("questions").asInt(),
        100 * card.path("chance").asDouble(),
        100 * card.path("low").asDouble(),
        100 * card.path("high").asDouble());
  }

  private static String against(JsonNode card, JsonNode other, double tolerance) {
    double delta = score(card) - score(other);
    return text(
        "%s %+.2f (it has %.2f on the same questions)",
        // Scores are counts over the same number of questions: one part in a million is rounding.
        delta >= -tolerance - 1e-6 ? "✓" : "✗", delta, score(other));
  }

  private static double score(JsonNode card) {
    return card.path("problemRecall").asDouble();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
