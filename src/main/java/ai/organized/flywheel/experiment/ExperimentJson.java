package ai.organized.flywheel.experiment;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A record as JSON: the nine fields of the seed in their order, then what it came with beyond. */
public final class ExperimentJson {
  private ExperimentJson() {}

  public static ObjectNode of(ExperimentRecord record) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", record.id().toString());
    json.put("client_id", record.client().value());
    json.put("run_id", record.runId());
    json.put("problem", record.problem());
    json.put("solution", record.solution());
    json.put("score", record.score());
    json.put("timestamp", record.timestamp().toString());
    json.set("account_snapshot", record.accountSnapshot());
    json.set("sources_used", Json.STRICT.valueToTree(record.sourcesUsed()));
    json.setAll(record.extra());
    return json;
  }
}
