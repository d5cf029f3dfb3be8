package ai.organized.flywheel.dataset;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The experiments of the samples, as examples that are all good enough: texts that mean something.
 */
final class SampleExamples {
  private SampleExamples() {}

  static List<Example> hre() {
    try {
      String text = Files.readString(Path.of("data/samples/hre/experiments.json"));
      List<Example> examples = new ArrayList<>();
      for (JsonNode record : Json.parse(text)) {
        examples.add(example(record));
      }
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Example example(JsonNode record) {
    String id = record.path("problem").asText() + record.path("solution").asText();
    return new Example(
        UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString(),
        record.path("problem").asText(),
        record.path("solution").asText(),
        0.8 + Math.floorMod(id.hashCode(), 10) / 100.0,
        Instant.parse(record.path("timestamp").asText()),
        record.path("run_id").asText(),
        List.of("gtm"),
        Optional.empty(),
        Example.Past.NEW);
  }
}
