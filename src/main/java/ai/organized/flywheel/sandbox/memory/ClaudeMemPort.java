package ai.organized.flywheel.sandbox.memory;

import static java.util.Comparator.comparing;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The read routes of claude-mem's worker (13.25.3), which ask for no key. */
public final class ClaudeMemPort {
  public static final String PATH = "/claude-mem";
  private static final List<String> LISTS =
      List.of("facts", "concepts", "files_read", "files_modified");

  private final List<ObjectNode> observations = new CopyOnWriteArrayList<>();
  private final List<ObjectNode> summaries = new CopyOnWriteArrayList<>();

  /**
   * @param memory {@code project}, and lists {@code observations} and {@code summaries} with the
   *     columns of its tables; a row may name its own project
   */
  public void add(ObjectNode memory) {
    memory.path("observations").forEach(row -> observations.add(row(row, memory, observations)));
    memory.path("summaries").forEach(row -> summaries.add(row(row, memory, summaries)));
  }

  private static ObjectNode row(JsonNode described, ObjectNode memory, List<ObjectNode> others) {
    ObjectNode row = Json.object().put("id", others.size() + 1);
    row.put("project", memory.path("project").asText()).putNull("merged_into_project");
    row.setAll((ObjectNode) described.deepCopy());
    for (String list : LISTS) {
      if (row.path(list).isArray()) {
        row.put(list, row.get(list).toString()); // the columns hold JSON as text
      }
    }
    return row.put(
        "created_at_epoch", Instant.parse(row.path("created_at").asText()).toEpochMilli());
  }

  public Reply answer(Request request) {
    String route = request.method() + " " + request.path().substring(PATH.length());
    return switch (route) {
      case "GET /api/search" -> search(request);
      case "GET /api/summaries" -> summaries(request);
      case "GET /api/health" -> Reply.json(200, Json.object().put("status", "ok"));
      default -> notFound(route);
    };
  }

  private Reply search(Request request) {
    boolean filtered =
        Stream.of("query", "project", "obs_type", "concepts", "files")
            .anyMatch(name -> request.parameter(name).isPresent());
    if (!filtered) {
      return Reply.json(
          400,
          Json.object()
              .put("error", "Either query or filters required for search")
              .put("code", "INVALID_SEARCH_REQUEST"));
    }
    List<ObjectNode> found =
        newest(
            observations,
            isOf(request.parameter("project"))
                .and(isOneOf(request.parameter("obs_type"), row -> List.of(text(row, "type"))))
                .and(isOneOf(request.parameter("concepts"), ClaudeMemPort::concepts)),
            0,
            limit(request));
    return request.parameter("format").orElse("").equals("json")
        ? Reply.json(200, asJson(found))
        : Reply.json(200, asWords(found));
  }

  private static ObjectNode asJson(List<ObjectNode> found) {
    ObjectNode reply = Json.object();
    reply.putArray("observations").addAll(found);
    reply.putArray("sessions");
    reply.putArray("prompts");
    return reply.put("totalResults", found.size()).put("query", "");
  }

  private static ObjectNode asWords(List<ObjectNode> found) {
    StringBuilder words = new StringBuilder("Found " + found.size() + " result(s)\n");
    found.forEach(row -> words.append("| #").append(row.path("id")).append(" |\n"));
    ObjectNode reply = Json.object();
    reply.putArray("content").addObject().put("type", "text").put("text", words.toString());
    return reply;
  }

  private Reply summaries(Request request) {
    int limit = limit(request);
    int offset = Integer.parseInt(request.parameter("offset").orElse("0"));
    List<ObjectNode> rows =
        newest(summaries, isOf(request.parameter("project")), offset, limit + 1);
    ObjectNode reply = Json.object();
    ArrayNode items = reply.putArray("items");
    rows.stream().limit(limit).forEach(row -> items.add(summary(row)));
    return Reply.json(
        200, reply.put("hasMore", rows.size() > limit).put("offset", offset).put("limit", limit));
  }

  /** Its session is the one of Claude Code, not the memory session that observations name. */
  private static ObjectNode summary(ObjectNode row) {
    ObjectNode item = row.deepCopy();
    item.remove("memory_session_id");
    return item.put("session_id", "content-" + row.path("id").asText());
  }

  private static List<ObjectNode> newest(
      List<ObjectNode> rows, Predicate<ObjectNode> wanted, int offset, int limit) {
    return rows.stream()
        .filter(wanted)
        .sorted(comparing((ObjectNode row) -> row.path("created_at_epoch").asLong()).reversed())
        .skip(offset)
        .limit(limit)
        .toList();
  }

  private static Predicate<ObjectNode> isOf(Optional<String> project) {
    return row ->
        project.isEmpty()
            || project.get().equals(text(row, "project"))
            || project.get().equals(text(row, "merged_into_project"));
  }

  /** Filters are ANDed across parameters and ORed within one. */
  private static Predicate<ObjectNode> isOneOf(
      Optional<String> parameter, Function<ObjectNode, List<String>> values) {
    return row ->
        parameter.isEmpty()
            || values.apply(row).stream()
                .anyMatch(List.of(parameter.get().split(",", -1))::contains);
  }

  private static List<String> concepts(ObjectNode row) {
    List<String> concepts = new ArrayList<>();
    Json.readObject("{\"list\":" + text(row, "concepts") + "}")
        .ifPresent(read -> read.path("list").forEach(each -> concepts.add(each.asText())));
    return concepts;
  }

  private static String text(ObjectNode row, String column) {
    return row.path(column).asText("");
  }

  private static int limit(Request request) {
    return Math.min(100, Integer.parseInt(request.parameter("limit").orElse("20")));
  }

  private static Reply notFound(String route) {
    return Reply.text(
            404,
            "<!DOCTYPE html>\n<html lang=\"en\"><body><pre>Cannot "
                + route
                + "</pre></body></html>")
        .with(Map.of("Content-Type", "text/html; charset=utf-8"));
  }
}
