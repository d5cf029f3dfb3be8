package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  @TempDir Path folder;

  /** A second version: a copy of a line, and a rival of a question. */
  private static Planned plan() {
    List<Example> examples = new ArrayList<>(Examples.distinct(100, 2));
    Planned first = Plans.first(examples);
    Example line = first.train().get(0);
    Example question = first.holdout().get(0);
    examples.add(Examples.of("copy", 900, "why so", line.answer() + "!", line.score() - 0.01));
    examples.add(Examples.of("rival", 901, question.question(), "rather this", 1));
    return Plans.next(
        Plans.RULES, examples, 0.74, first.holdout(), new HashSet<>(Examples.ids(first.train())));
  }

  @Test
  void countsAddUp() {
    JsonNode counts = Manifest.of(plan().plan(), 2, Optional.of(1)).path("funnel");

    assertThat(counts.path("above_threshold").asInt()).isEqualTo(102);
    assertThat(counts.path("train").asInt()).isEqualTo(90);
    assertThat(counts.path("holdout").asInt()).isEqualTo(10);
    assertThat(counts.path("duplicates").asInt()).isEqualTo(1);
    assertThat(counts.path("quarantined").asInt()).isEqualTo(1);
  }

  @Test
  void questionsThatNoLongerReachTheThresholdAreCountedToo() {
    List<Example> examples = Examples.distinct(100, 2);
    Planned first = Plans.first(examples);
    Planned stricter =
        Plans.next(
            Plans.RULES,
            examples,
            0.9,
            first.holdout(),
            new HashSet<>(Examples.ids(first.train())));

    JsonNode counts = Manifest.of(stricter.plan(), 2, Optional.of(1)).path("funnel");

    assertThat(counts.path("above_threshold").asInt())
        .isEqualTo(counts.path("train").asInt() + counts.path("holdout").asInt());
  }

  @Test
  void saysWhereItComesFrom() {
    Planned plan = plan();
    JsonNode manifest = Manifest.of(plan.plan(), 2, Optional.of(1));

    assertThat(manifest.path("client_id").asText()).isEqualTo("acme");
    assertThat(manifest.path("version").asInt()).isEqualTo(2);
    assertThat(manifest.path("parent_version").asInt()).isEqualTo(1);
    assertThat(manifest.path("account_state_version").asText()).isEqualTo("1.2.0");
    assertThat(manifest.at("/rules/score_threshold").asDouble()).isEqualTo(0.74);
    assertThat(manifest.path("hash").asText()).isEqualTo(plan.hash());
    assertThat(manifest.path("system_prompt_sha256").asText()).isEqualTo(Sha256.hex(Plans.PROMPT));
    assertThat(Manifest.of(plan.plan(), 1, Optional.empty()).has("parent_version")).isFalse();
  }

  private JsonNode written(Planned plan) throws IOException {
    WriteDataset.write(
        folder, 2, plan.plan(), Manifest.of(plan.plan(), 2, Optional.of(1)), () -> {});
    return new ObjectMapper().readTree(Files.readString(Dataset.manifestFile(folder, 2)));
  }

  private static List<JsonNode> lines(JsonNode manifest, String part) {
    List<JsonNode> lines = new ArrayList<>();
    for (JsonNode line : manifest.path("lines")) {
      if (line.path("part").asText().equals(part)) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Test
  void everyDroppedLineNamesWhichStayed() throws IOException {
    Planned plan = plan();
    JsonNode manifest = written(plan);

    JsonNode duplicate = lines(manifest, "duplicate").get(0);
    assertThat(Examples.ids(plan.train())).contains(duplicate.path("other").asText());
    assertThat(duplicate.path("why").asText()).isEqualTo("same words");
    assertThat(duplicate.path("similarity").asDouble()).isEqualTo(1);
    JsonNode away = lines(manifest, "quarantined").get(0);
    assertThat(Examples.ids(plan.holdout())).contains(away.path("other").asText());
    assertThat(away.path("why").asText()).isEqualTo("its question tells the question");
  }

  @Test
  void theProofSaysWhatWasComparedAndTheNearestPair() throws IOException {
    Planned plan = plan();
    JsonNode proof = written(plan).path("leak_proof");

    assertThat(proof.path("leaks").asInt(-1)).isZero();
    assertThat(proof.path("checks")).hasSizeGreaterThan(3);
    assertThat(proof.path("training_lines").asInt()).isEqualTo(90);
    assertThat(proof.path("holdout_lines").asInt()).isEqualTo(10);
  }

  @Test
  void theHashesAreThoseOfTheFiles() throws IOException {
    JsonNode files = written(plan()).path("files");

    assertThat(files.at("/v2.jsonl/sha256").asText())
        .isEqualTo(Sha256.hex(Files.readAllBytes(Dataset.trainingFile(folder, 2))));
    assertThat(files.at("/v2_eval.jsonl/sha256").asText())
        .isEqualTo(Sha256.hex(Files.readAllBytes(Dataset.holdoutFile(folder, 2))));
  }

  @Test
  void everyLineOfBothFilesLeadsBackToItsEvidence() throws IOException {
    Planned plan = plan();
    JsonNode manifest = written(plan);

    assertLineage(lines(manifest, "train"), plan.train(), Dataset.trainingFile(folder, 2));
    assertLineage(lines(manifest, "holdout"), plan.holdout(), Dataset.holdoutFile(folder, 2));
  }

  private static void assertLineage(List<JsonNode> lineage, List<Example> examples, Path file)
      throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertThat(lineage).hasSize(lines.size()).hasSize(examples.size());
    for (JsonNode line : lineage) {
      Example example =
          examples.stream()
              .filter(e -> e.id().equals(line.path("id").asText()))
              .findFirst()
              .orElseThrow();
      JsonNode written = Json.parse(lines.get(line.path("line").asInt() - 1));
      assertThat(written.at("/messages/1/content").asText()).isEqualTo(example.question());
      assertThat(line.path("score").asDouble()).isEqualTo(example.score());
      assertThat(line.path("run_id").asText()).isEqualTo(example.runId());
      assertThat(line.path("timestamp").asText()).isEqualTo(example.timestamp().toString());
      assertThat(line.path("sources")).extracting(JsonNode::asText).containsExactly("ga4", "gtm");
    }
  }

  @Test
  void theManifestIsWrittenLast() throws IOException {
    Planned plan = plan();
    // A folder in the way of the second file: what comes before the manifest fails.
    Files.createDirectories(Dataset.holdoutFile(folder, 2).resolve("in-the-way"));

    assertThat(
            catchThrowable(
                () ->
                    WriteDataset.write(
                        folder,
                        2,
                        plan.plan(),
                        Manifest.of(plan.plan(), 2, Optional.of(1)),
                        () -> {})))
        .hasMessageContaining("v2_eval.jsonl");
    assertThat(Dataset.trainingFile(folder, 2)).exists();
    assertThat(Dataset.manifestFile(folder, 2)).doesNotExist();
  }
}
