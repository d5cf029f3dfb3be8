package ai.organized.flywheel.dataset;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Beside the lines: counts, thresholds, hashes, the parent, and where every line comes from. */
final class Manifest {
  private Manifest() {}

  static ObjectNode of(DatasetPlan plan, int version, Optional<Integer> parent, Instant createdAt) {
    ObjectNode manifest = Json.STRICT.createObjectNode();
    manifest.put("client_id", plan.client().value());
    manifest.put("version", version);
    parent.ifPresent(p -> manifest.put("parent_version", p));
    manifest.put("created_at", createdAt.toString());
    manifest.put("hash", plan.hash());
    manifest.put("system_prompt_sha256", StableHash.of(plan.systemPrompt()));
    plan.accountStateVersion().ifPresent(v -> manifest.put("account_state_version", v));
    manifest.put("score_threshold", plan.threshold());
    ObjectNode counts = manifest.putObject("counts");
    counts.put("considered", plan.considered());
    counts.put("train", plan.train().size());
    counts.put("holdout", plan.holdout().size());
    counts.put("duplicates", plan.duplicates().size());
    counts.put("quarantined", plan.quarantined().size());
    lines(manifest.putArray("train"), plan.train());
    lines(manifest.putArray("holdout"), plan.holdout());
    ArrayNode duplicates = manifest.putArray("duplicates");
    for (Duplicate duplicate : plan.duplicates()) {
      duplicates
          .addObject()
          .put("id", duplicate.example().id())
          .put("kept", duplicate.kept())
          .put("similarity", rounded(duplicate.similarity()));
    }
    ArrayNode quarantined = manifest.putArray("quarantined");
    for (Split.Quarantined away : plan.quarantined()) {
      quarantined
          .addObject()
          .put("id", away.example().id())
          .put("too_near_to_question", away.question())
          .put("similarity", rounded(away.similarity()));
    }
    return manifest;
  }

  private static void lines(ArrayNode lines, List<Example> examples) {
    int number = 1;
    for (Example example : examples) {
      ObjectNode line = lines.addObject();
      line.put("line", number++);
      line.put("id", example.id());
      line.put("run_id", example.runId());
      line.put("score", example.score());
      line.put("timestamp", example.timestamp().toString());
      line.set("sources", Json.STRICT.valueToTree(example.sources()));
      example.accountState().ifPresent(version -> line.put("account_state_version", version));
    }
  }

  private static double rounded(double similarity) {
    return Math.round(similarity * 1e4) / 1e4;
  }
}
