package ai.organized.flywheel.account.memory;

import static java.util.Comparator.comparing;

import ai.organized.flywheel.account.memory.Memory.Fix;
import ai.organized.flywheel.account.source.Excerpt;
import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns rows into fixes: the project's own, none that is sensitive, newest first. */
final class Observations {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where the words of an observation stand; the newer versions leave {@code text} empty. */
  private static final List<String> TEXTS = List.of("narrative", "text", "subtitle", "facts");

  private static final int MOST_CONCEPTS = 10;
  private static final int LONGEST_WORD = 40;

  private final String project;
  private final Redactions redactions;

  Observations(String project, Redactions redactions) {
    this.project = project;
    this.redactions = redactions;
  }

  List<Fix> fixes(List<JsonNode> rows) {
    Map<String, JsonNode> byId = new LinkedHashMap<>(); // one row may answer two searches
    rows.stream()
        .filter(row -> MemoryRow.isOf(project, row))
        .filter(row -> row.path("type").isTextual() && !row.path("title").asText().isBlank())
        .filter(row -> !ObservationType.isSensitive(row.path("type").textValue()))
        .forEach(row -> byId.putIfAbsent(row.path("id").asText(), row));
    return byId.values().stream()
        .sorted(comparing(MemoryRow::epochMillis).reversed())
        .limit(MemoryRows.OBSERVATIONS)
        .map(this::fix)
        .toList();
  }

  private Fix fix(JsonNode row) {
    return new Fix(
        MemoryRow.day(row),
        Excerpt.of(row.path("type").textValue(), LONGEST_WORD, redactions),
        Excerpt.of(row.path("title").asText(), Excerpt.TITLE, redactions),
        text(row),
        list(row.path("concepts"))
            .limit(MOST_CONCEPTS)
            .map(concept -> Excerpt.of(concept, LONGEST_WORD, redactions))
            .toList());
  }

  private Optional<String> text(JsonNode row) {
    return TEXTS.stream()
        .map(column -> String.join("; ", list(row.path(column)).toList()))
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(text -> Excerpt.of(text, Excerpt.TEXT, redactions));
  }

  /** A JSON array, one written as a text, or a text that is no array: then its only element. */
  private static Stream<String> list(JsonNode value) {
    JsonNode array = value.isTextual() ? parsed(value.textValue()) : value;
    if (!array.isArray()) {
      return value.isTextual() ? Stream.of(value.textValue()) : Stream.empty();
    }
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.isTextual() ? element.textValue() : ""));
    return texts.stream().filter(text -> !text.isBlank());
  }

  private static JsonNode parsed(String text) {
    try {
      return text.stripLeading().startsWith("[") ? JSON.readTree(text) : JSON.missingNode();
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
