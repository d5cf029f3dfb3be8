package ai.organized.flywheel.account.memory;

import static java.util.Comparator.comparing;

import ai.organized.flywheel.account.source.Excerpt;
import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Turns rows into what sessions learned, or else what they completed; newest first. */
final class Summaries {
  private final String project;
  private final Redactions redactions;

  Summaries(String project, Redactions redactions) {
    this.project = project;
    this.redactions = redactions;
  }

  List<String> learned(List<JsonNode> rows) {
    return rows.stream()
        .filter(row -> MemoryRow.isOf(project, row))
        .sorted(comparing(MemoryRow::epochMillis).reversed())
        .limit(MemoryRows.SUMMARIES)
        .map(this::words)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> words(JsonNode row) {
    return Excerpt.of(row, "learned", Excerpt.TEXT, redactions)
        .or(() -> Excerpt.of(row, "completed", Excerpt.TEXT, redactions));
  }
}
