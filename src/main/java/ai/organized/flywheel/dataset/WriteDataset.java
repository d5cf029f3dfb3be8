package ai.organized.flywheel.dataset;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.Map;

/** Writes the files of a dataset; the manifest last, so that its presence means complete. */
final class WriteDataset {
  private WriteDataset() {}

  /**
   * @param beforeRename the last thing before the files get their names; what it throws leaves none
   */
  static void write(
      Path clientFolder,
      int version,
      DatasetPlan plan,
      ObjectNode manifest,
      Runnable beforeRename) {
    // One inside the other: each is renamed when the one inside is done.
    WholeFile.write(
        Dataset.manifestFile(clientFolder, version),
        manifestOut ->
            WholeFile.write(
                Dataset.holdoutFile(clientFolder, version),
                holdoutOut ->
                    WholeFile.write(
                        Dataset.trainingFile(clientFolder, version),
                        trainOut -> {
                          all(plan, manifest, manifestOut, holdoutOut, trainOut);
                          beforeRename.run();
                        })));
  }

  private static void all(
      DatasetPlan plan,
      ObjectNode manifest,
      OutputStream manifestOut,
      OutputStream holdoutOut,
      OutputStream trainOut)
      throws IOException {
    DigestOutputStream train = new DigestOutputStream(trainOut, Sha256.digest());
    DigestOutputStream holdout = new DigestOutputStream(holdoutOut, Sha256.digest());
    TrainingLines lines = new TrainingLines(plan.systemPrompt());
    int[] numbers = new int[2];
    try (JsonGenerator json = Json.STRICT.getFactory().createGenerator(manifestOut)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      for (Map.Entry<String, JsonNode> field : manifest.properties()) {
        json.writeFieldName(field.getKey());
        json.writeTree(field.getValue());
      }
      json.writeArrayFieldStart("lines");
      Decisions decisions = plan.building().decisions;
      plan.building()
          .candidates
          .forEach(
              (place, example) ->
                  unchecked(
                      () -> {
                        int number = 0;
                        if (decisions.is(place, Part.TRAIN)) {
                          train.write(lines.of(example));
                          number = ++numbers[0];
                        } else if (decisions.is(place, Part.HOLDOUT)) {
                          holdout.write(lines.of(example));
                          number = ++numbers[1];
                        }
                        if (!decisions.is(place, Part.BELOW)) {
                          json.writeRawValue(
                              "\n" + ManifestLine.of(decisions, place, example, number));
                        }
                      }));
      json.writeEndArray();
      json.writeEndObject();
    }
    requireProved(plan.trainingHash(), train);
    requireProved(plan.holdoutHash(), holdout);
  }

  /** What is written is what was proved to leak nothing, byte for byte. */
  private static void requireProved(String expected, DigestOutputStream written) {
    String hash = HexFormat.of().formatHex(written.getMessageDigest().digest());
    if (!hash.equals(expected)) {
      throw new BrokenException("a file of the dataset has other bytes than were proved");
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void unchecked(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a dataset", e);
    }
  }
}
