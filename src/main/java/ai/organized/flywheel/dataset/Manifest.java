package ai.organized.flywheel.dataset;

import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Beside the lines: counts as a funnel, rules, hashes, the parent, and the proof that nothing
 * leaks. Nothing in it but the rows decides what it says: the same rows give the same bytes, so
 * when it was made stands in the store.
 */
final class Manifest {
  /** Of the rules by which lines are made, beyond those that can be set. */
  private static final int RULES = 2;

  /** So many contrast pairs are listed; all are counted. */
  private static final int CONTRASTS = 1_000;

  private Manifest() {}

  /** All but the lines. */
  static ObjectNode of(DatasetPlan plan, int version, Optional<Integer> parent) {
    Building building = plan.building();
    DatasetRules rules = plan.rules();
    ObjectNode manifest = Json.STRICT.createObjectNode();
    manifest.put("client_id", plan.client().value());
    manifest.put("version", version);
    parent.ifPresent(p -> manifest.put("parent_version", p));
    manifest.put("hash", plan.hash());
    ObjectNode files = manifest.putObject("files");
    file(files, "v" + version + ".jsonl", plan.count(Part.TRAIN), plan.trainingHash());
    file(files, "v" + version + "_eval.jsonl", plan.count(Part.HOLDOUT), plan.holdoutHash());
    manifest.put("system_prompt_sha256", Sha256.hex(plan.systemPrompt()));
    plan.accountStateVersion().ifPresent(v -> manifest.put("account_state_version", v));
    manifest.set("funnel", plan.funnel().json());
    ObjectNode filters = manifest.putObject("rules");
    filters.put("version", RULES);
    filters.put("score_threshold", plan.threshold());
    filters.put("near_duplicate", rules.nearDuplicate());
    filters.put("holdout_share", rules.holdoutShare());
    filters.put("min_holdout", rules.minHoldout());
    if (!building.embedder.isEmpty()) {
      filters.put("embedder", building.embedder);
      filters.put("same_meaning", building.meaningThreshold);
    }
    filters.put("redaction", building.redactionRules);
    ObjectNode redactions = manifest.putObject("redactions");
    building.redactions.forEach(redactions::put);
    manifest.set("leak_proof", plan.proof());
    contrasts(building, manifest.putArray("contrasts"));
    plan.notes().forEach(manifest.putArray("notes")::add);
    return manifest;
  }

  /** The same lines as another version. */
  static void renumber(ObjectNode manifest, int version, int parent) {
    ObjectNode renamed = Json.STRICT.createObjectNode();
    int before = manifest.path("version").asInt();
    JsonNode files = manifest.path("files");
    for (String end : List.of(".jsonl", "_eval.jsonl")) {
      renamed.set("v" + version + end, files.path("v" + before + end));
    }
    manifest.put("version", version);
    manifest.put("parent_version", parent);
    manifest.set("files", renamed);
  }

  private static void file(ObjectNode files, String name, int lines, String hash) {
    files.putObject(name).put("lines", lines).put("sha256", hash);
  }

  /** Pairs of ids: one problem, two clearly different solutions. */
  private static void contrasts(Building building, ArrayNode into) {
    building.contrasts.stream()
        .limit(CONTRASTS)
        .forEach(
            pair ->
                into.addArray()
                    .add(building.decisions.id(pair.better()))
                    .add(building.decisions.id(pair.other())));
  }
}
