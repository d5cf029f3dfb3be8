package ai.organized.flywheel.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Plants secrets in what people and machines wrote down: claude-mem's memory and experiments. */
final class PlantedTexts {
  private final Planter planter;

  PlantedTexts(Planter planter) {
    this.planter = planter;
  }

  void memory(ObjectNode memory) {
    ArrayNode observations = (ArrayNode) memory.path("observations");
    for (JsonNode each : observations) {
      ObjectNode row = (ObjectNode) each;
      boolean asked = !row.path("type").asText().equals("refactor");
      planter.nowRead(asked ? 1 : 0);
      planter.behind(row, "title", "memory");
      planter.behind(row, "narrative", "memory");
      ((ArrayNode) row.path("concepts")).add(planter.value("memory concept"));
      planter.nowRead(0); // the narrative is enough
      planter.behind(row, "subtitle", "memory");
      ((ArrayNode) row.path("facts")).add(planter.value("memory fact"));
    }
    planter.nowRead(1);
    for (int i = 0; i < 6; i++) {
      observations.add(onlyFacts(i));
    }
    ArrayNode summaries = (ArrayNode) memory.path("summaries");
    for (String field : new String[] {"learned", "completed", "investigated", "next_steps"}) {
      planter.behind((ObjectNode) summaries.path(0), field, "memory summary");
      planter.nowRead(0);
    }
    planter.nowRead(1);
    summaries
        .addObject()
        .put("memory_session_id", "mem-hre-03")
        .put("completed", planter.text("memory summary completed"))
        .put("created_at", "2026-03-24T16:00:00Z");
  }

  /** Its words are a list, of which each item may be nothing but a secret. */
  private ObjectNode onlyFacts(int number) {
    ObjectNode row = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    row.put("memory_session_id", "mem-hre-1" + number).put("type", "bugfix");
    row.put("title", planter.value("memory title " + number));
    row.putArray("facts")
        .add(planter.value("memory fact " + number))
        .add("it works again")
        .add(planter.value("memory second fact " + number));
    row.putArray("concepts").add("problem-solution");
    return row.put("created_at", "2026-03-2" + number + "T16:00:00Z");
  }

  /** In every third record: in its texts, its snapshot (values and keys) and its own fields. */
  void experiments(ArrayNode records) {
    for (int i = 0; i < records.size(); i += 3) {
      ObjectNode record = (ObjectNode) records.get(i);
      String place = "experiment " + i;
      switch (i % 9) {
        case 0 -> {
          planter.behind(record, "problem", place);
          planter.behind(record, "solution", place);
        }
        case 3 -> {
          ObjectNode snapshot = (ObjectNode) record.path("account_snapshot");
          planter.into(snapshot.putObject("capi"), place + " snapshot");
          snapshot.put(planter.text(place + " snapshot key"), 3);
          snapshot.putArray("accounts").add(planter.value(place + " snapshot list"));
        }
        default -> {
          planter.behind(record, "run_id", place);
          ((ArrayNode) record.path("sources_used")).add(planter.text(place + " source"));
          planter.into(record.putObject("remarks"), place + " own field");
          record.put(planter.text(place + " own key"), true);
        }
      }
    }
  }
}
