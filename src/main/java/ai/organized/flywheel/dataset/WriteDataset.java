package ai.organized.flywheel.dataset;

import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Writes the files of a dataset; the manifest last, so that its presence means complete. */
final class WriteDataset {
  private WriteDataset() {}

  static void write(Path clientFolder, int version, DatasetPlan plan, ObjectNode manifest) {
    String prompt = plan.systemPrompt();
    WholeFile.write(
        Dataset.trainingFile(clientFolder, version), out -> lines(out, prompt, plan.train()));
    WholeFile.write(
        Dataset.holdoutFile(clientFolder, version), out -> lines(out, prompt, plan.holdout()));
    WholeFile.write(
        Dataset.manifestFile(clientFolder, version),
        out -> out.write(Json.STRICT.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest)));
  }

  private static void lines(OutputStream out, String systemPrompt, List<Example> examples)
      throws IOException {
    for (Example example : examples) {
      out.write(TrainingLine.of(systemPrompt, example));
    }
  }
}
