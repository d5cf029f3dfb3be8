package ai.organized.flywheel.account.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question to claude-mem's file in the columns that it has.
 *
 * @param columns selected, by name
 * @param projects how many parameters it has; each is the project
 */
record MemorySql(String text, List<String> columns, int projects) {
  private static final List<String> OBSERVATION =
      List.of(
          "id",
          "project",
          "merged_into_project",
          "type",
          "title",
          "narrative",
          "text",
          "subtitle",
          "facts",
          "concepts",
          "created_at",
          "created_at_epoch");

  private static final List<String> SUMMARY =
      List.of(
          "id",
          "project",
          "merged_into_project",
          "learned",
          "completed",
          "created_at",
          "created_at_epoch");

  /** {@link ObservationType#isSensitive} in SQL. */
  private static final String SENSITIVE =
      "(lower(trim(o.type)) like 'sensitive%' or lower(trim(o.type)) like 'security%')";

  static MemorySql observations(Set<String> there) {
    require(there, "observations", "project", "type", "title");
    String wanted = "o.type in (" + quoted(ObservationType.FIXES) + ")";
    if (there.contains("concepts")) {
      // A text that is no JSON would end the whole query, not just its row.
      wanted +=
          " or exists (select 1 from json_each(case when json_valid(o.concepts) then o.concepts"
              + " else '[]' end) c where c.value in ("
              + quoted(ObservationType.CONCEPTS)
              + "))";
    }
    return question(
        "observations o",
        OBSERVATION,
        there,
        " and (" + wanted + ") and not " + SENSITIVE,
        MemoryRows.OBSERVATIONS);
  }

  /** A session in which something sensitive was observed may say it again in its summary. */
  static MemorySql summaries(Set<String> there, Set<String> observations) {
    require(there, "session_summaries", "project", "learned", "memory_session_id");
    require(observations, "observations", "type", "memory_session_id");
    return question(
        "session_summaries o",
        SUMMARY,
        there,
        " and not exists (select 1 from observations s where s.memory_session_id ="
            + " o.memory_session_id and "
            + SENSITIVE.replace("o.", "s.")
            + ")",
        MemoryRows.SUMMARIES);
  }

  private static MemorySql question(
      String table, List<String> wanted, Set<String> there, String where, int limit) {
    List<String> columns = wanted.stream().filter(there::contains).toList();
    List<String> projects =
        Stream.of("project", "merged_into_project").filter(there::contains).toList();
    List<String> order =
        new ArrayList<>(
            Stream.of("created_at_epoch", "created_at", "id").filter(there::contains).toList());
    String text =
        "select "
            + columns.stream().map(column -> "o." + column).collect(Collectors.joining(", "))
            + " from "
            + table
            + " where ("
            + projects.stream()
                .map(column -> "o." + column + " = ?")
                .collect(Collectors.joining(" or "))
            + ")"
            + where
            + (order.isEmpty() ? "" : " order by o." + order.get(0) + " desc")
            + " limit "
            + limit;
    return new MemorySql(text, columns, projects.size());
  }

  private static String quoted(String commaSeparated) {
    return "'" + commaSeparated.replace(",", "', '") + "'";
  }

  private static void require(Set<String> there, String table, String... columns) {
    for (String column : columns) {
      if (!there.contains(column)) {
        throw ClaudeMemFile.refused(
            there.isEmpty()
                ? "it has no table " + table
                : "its table " + table + " has no column " + column);
      }
    }
  }
}
