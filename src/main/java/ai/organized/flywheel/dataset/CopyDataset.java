package ai.organized.flywheel.dataset;

import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the files of a dataset once more as another version; the manifest last, as ever. */
final class CopyDataset {
  private CopyDataset() {}

  /**
   * @param manifest of the new version, all but the lines
   * @param beforeRename the last thing before the files get their names; what it throws leaves none
   */
  static void write(
      Path clientFolder, int from, int version, ObjectNode manifest, Runnable beforeRename) {
    WholeFile.write(
        Dataset.manifestFile(clientFolder, version),
        manifestOut ->
            WholeFile.write(
                Dataset.holdoutFile(clientFolder, version),
                holdoutOut ->
                    WholeFile.write(
                        Dataset.trainingFile(clientFolder, version),
                        trainOut -> {
                          Files.copy(Dataset.trainingFile(clientFolder, from), trainOut);
                          Files.copy(Dataset.holdoutFile(clientFolder, from), holdoutOut);
                          manifest(manifest, Dataset.manifestFile(clientFolder, from), manifestOut);
                          beforeRename.run();
                        })));
  }

  private static void manifest(ObjectNode manifest, Path old, OutputStream out) throws IOException {
    try (JsonGenerator json = Json.STRICT.getFactory().createGenerator(out);
        JsonParser lines = Json.STRICT.getFactory().createParser(old.toFile())) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      for (Map.Entry<String, JsonNode> field : manifest.properties()) {
        json.writeFieldName(field.getKey());
        json.writeTree(field.getValue());
      }
      lines.nextToken();
      while (lines.nextToken() == JsonToken.FIELD_NAME) {
        if (lines.currentName().equals("lines")) {
          json.copyCurrentStructure(lines);
        } else {
          lines.nextToken();
          lines.skipChildren();
        }
      }
      json.writeEndObject();
    }
  }
}
