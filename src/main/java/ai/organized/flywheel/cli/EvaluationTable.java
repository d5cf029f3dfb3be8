package ai.organized.flywheel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An evaluation for people: verdict, scores, and a row a question for each model that was asked.
 */
final class EvaluationTable {
  private final PrintWriter out;

  EvaluationTable(PrintWriter out) {
    this.out = out;
  }

  void print(StoredEvaluation evaluation, double tolerance) {
    out.printf(
        "%s v%d, %s of %s: %s%n",
        evaluation.client(),
        evaluation.version(),
        evaluation.kind(),
        evaluation.decidedAt(),
        evaluation.verdict().toUpperCase(Locale.ROOT));
    out.println("  " + evaluation.reason());
    ScoreLines.of(evaluation, tolerance)
        .forEach(score -> out.printf("  %-26s %s%n", score.name(), score.value()));
    rows(evaluation);
    out.flush();
  }

  private void rows(StoredEvaluation evaluation) {
    Map<String, JsonNode> cards = new LinkedHashMap<>();
    cards.put("v" + evaluation.version(), evaluation.candidateCard());
    evaluation
        .championCard()
        .ifPresent(card -> cards.put("champion v" + evaluation.champion().orElse(0), card));
    evaluation.baselineCard().ifPresent(card -> cards.put("untuned base", card));
    StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "  %-36s", "Question"));
    cards.keySet().forEach(name -> head.append(String.format(Locale.ROOT, "  %-18s", name)));
    out.println(head.toString().stripTrailing());
    for (JsonNode row : evaluation.candidateCard().path("rows")) {
      String question = row.path("experimentId").asText();
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-36s", question));
      List<String> flaws = new ArrayList<>();
      cards.forEach(
          (name, card) -> {
            Optional<JsonNode> answer = row(card, question);
            line.append(
                String.format(
                    Locale.ROOT, "  %-18s", answer.map(EvaluationTable::cell).orElse("—")));
            answer.ifPresent(
                found -> found.path("flaws").forEach(f -> flaws.add(name + " " + f.asText())));
          });
      line.append(flaws.isEmpty() ? "" : "  ! " + String.join(", ", flaws));
      out.println(line.toString().stripTrailing());
    }
    out.println("  ✓ recalled: nearer to its own reference than to every other; beside it the");
    out.println("  similarity to its own reference, and in brackets to the nearest other");
  }

  private static Optional<JsonNode> row(JsonNode card, String question) {
    for (JsonNode row : card.path("rows")) {
      if (row.path("experimentId").asText().equals(question)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** An older card says only whether it was recalled, a newer one in how many samples. */
  private static String cell(JsonNode row) {
    JsonNode recalled = row.path("recalled");
    int samples = row.path("samples").asInt(1);
    boolean all = recalled.isBoolean() ? recalled.asBoolean() : recalled.asInt() == samples;
    boolean none = recalled.isBoolean() ? !recalled.asBoolean() : recalled.asInt() == 0;
    String share = samples > 1 ? " " + recalled.asInt() + "/" + samples : "";
    return String.format(
        Locale.ROOT,
        "%s%s %.2f (%.2f)",
        all ? "✓" : none ? "✗" : "◐",
        share,
        row.path("similarity").asDouble(),
        row.path("nearestOther").asDouble());
  }
}
