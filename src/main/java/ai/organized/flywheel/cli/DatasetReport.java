package ai.organized.flywheel.cli;

import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.dataset.Funnel;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a build made, for people and for scripts.
 *
 * @param dataset the version; empty when nothing was to be written
 * @param known whether the version was there already
 */
record DatasetReport(DatasetPlan plan, Optional<Dataset> dataset, boolean known, Path folder) {

  /**
   * @param gate training lines that a fine-tune needs
   * @param advice what so many questions can show
   */
  void print(PrintWriter out, int gate, String advice) {
    Funnel funnel = plan.funnel();
    row(out, "in", funnel.in(), "");
    row(out, "above threshold", funnel.aboveThreshold(), "score " + plan.threshold() + " or more");
    row(out, "telling their score", funnel.tellingScore(), "left out");
    row(out, "duplicates", funnel.duplicates(), "left out");
    row(out, "unique", funnel.unique(), funnel.contrastPairs() + " contrast pairs among them");
    row(out, "redacted", funnel.redacted(), plan.redactions().toString());
    row(out, "train", funnel.train(), "");
    row(out, "holdout", funnel.holdout(), "questions that no version trains on");
    row(out, "quarantined", funnel.quarantined(), "too near to a question");
    out.println(advice);
    plan.notes().forEach(note -> out.println("note: " + note));
    out.println(plan.proofInWords());
    if (dataset.isEmpty()) {
      out.println("Nothing was written (--dry-run)");
    } else if (known) {
      out.println("Nothing new: version " + dataset.get().version() + " has the same lines");
    } else {
      int version = dataset.get().version();
      out.println("Wrote version " + version + ":");
      out.println("  " + Dataset.trainingFile(folder, version));
      out.println("  " + Dataset.holdoutFile(folder, version));
      out.println("  " + Dataset.manifestFile(folder, version));
    }
    if (funnel.train() < gate) {
      out.println("A fine-tune awaits " + (gate - funnel.train()) + " more lines");
    }
  }

  private static void row(PrintWriter out, String what, long count, String remark) {
    out.println(String.format(Locale.ROOT, "%-20s %,9d  %s", what, count, remark).stripTrailing());
  }

  ObjectNode json() {
    ObjectNode json = Json.STRICT.createObjectNode();
    json.put("client_id", plan.client().value());
    dataset.ifPresent(written -> json.put("version", written.version()));
    json.put("new", dataset.isPresent() && !known);
    json.put("hash", plan.hash());
    json.set("funnel", plan.funnel().json());
    json.set("leak_proof", plan.proof());
    plan.notes().forEach(json.putArray("notes")::add);
    return json;
  }
}
