package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final Instant NOW = Instant.parse("2026-04-06T08:00:00Z");

  @TempDir Path folder;

  /** A second version: a copy of a line, and a rival of a question. */
  private static DatasetPlan plan() {
    List<Example> examples = new ArrayList<>(Examples.distinct(100, 2));
    DatasetPlan first = Plans.first(examples);
    Example line = first.train().get(0);
    Example question = first.holdout().get(0);
    examples.add(Examples.of("copy", 900, "why so", line.answer() + "!", line.score() - 0.01));
    examples.add(Examples.of("rival", 901, question.question(), "rather this", 1));
    return Plans.next(
        Plans.RULES, examples, 0.74, first.holdout(), new HashSet<>(Examples.ids(first.train())));
  }

  @Test
  void countsAddUp() {
    JsonNode counts = Manifest.of(plan(), 2, Optional.of(1), NOW).path("counts");

    assertThat(counts.path("considered").asInt()).isEqualTo(102);
    assertThat(counts.path("train").asInt()).isEqualTo(90);
    assertThat(counts.path("holdout").asInt()).isEqualTo(10);
    assertThat(counts.path("duplicates").asInt()).isEqualTo(1);
    assertThat(counts.path("quarantined").asInt()).isEqualTo(1);
  }

  @Test
  void questionsThatNoLongerReachTheThresholdAreCountedToo() {
    List<Example> examples = Examples.distinct(100, 2);
    DatasetPlan first = Plans.first(examples);
    DatasetPlan stricter =
        Plans.next(
            Plans.RULES,
            examples,
            0.9,
            first.holdout(),
            new HashSet<>(Examples.ids(first.train())));

    JsonNode counts = Manifest.of(stricter, 2, Optional.of(1), NOW).path("counts");

    assertThat(counts.path("considered").asInt())
        .isEqualTo(counts.path("train").asInt() + counts.path("holdout").asInt());
  }

  @Test
  void saysWhereItComesFrom() {
    DatasetPlan plan = plan();
    JsonNode manifest = Manifest.of(plan, 2, Optional.of(1), NOW);

    assertThat(manifest.path("client_id").asText()).isEqualTo("acme");
    assertThat(manifest.path("version").asInt()).isEqualTo(2);
    assertThat(manifest.path("parent_version").asInt()).isEqualTo(1);
    assertThat(manifest.path("created_at").asText()).isEqualTo("2026-04-06T08:00:00Z");
    assertThat(manifest.path("account_state_version").asText()).isEqualTo("1.2.0");
    assertThat(manifest.path("score_threshold").asDouble()).isEqualTo(0.74);
    assertThat(manifest.path("hash").asText()).isEqualTo(plan.hash());
    assertThat(manifest.path("system_prompt_sha256").asText())
        .isEqualTo(StableHash.of(Plans.PROMPT));
    assertThat(Manifest.of(plan, 1, Optional.empty(), NOW).has("parent_version")).isFalse();
  }

  @Test
  void everyDroppedLineNamesWhichStayed() {
    DatasetPlan plan = plan();
    JsonNode manifest = Manifest.of(plan, 2, Optional.of(1), NOW);

    JsonNode duplicate = manifest.path("duplicates").path(0);
    assertThat(Examples.ids(plan.train())).contains(duplicate.path("kept").asText());
    assertThat(duplicate.path("similarity").asDouble()).isEqualTo(1);
    JsonNode away = manifest.path("quarantined").path(0);
    assertThat(Examples.ids(plan.holdout())).contains(away.path("too_near_to_question").asText());
  }

  @Test
  void everyLineOfBothFilesLeadsBackToItsEvidence() throws IOException {
    DatasetPlan plan = plan();
    WriteDataset.write(folder, 2, plan, Manifest.of(plan, 2, Optional.of(1), NOW));
    JsonNode manifest =
        new ObjectMapper().readTree(Files.readString(Dataset.manifestFile(folder, 2)));

    assertLineage(manifest.path("train"), plan.train(), Dataset.trainingFile(folder, 2));
    assertLineage(manifest.path("holdout"), plan.holdout(), Dataset.holdoutFile(folder, 2));
  }

  private static void assertLineage(JsonNode lineage, List<Example> examples, Path file)
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
    DatasetPlan plan = plan();
    // A folder in the way of the second file: what comes before the manifest fails.
    Files.createDirectories(Dataset.holdoutFile(folder, 2).resolve("in-the-way"));

    assertThat(
            catchThrowable(
                () ->
                    WriteDataset.write(folder, 2, plan, Manifest.of(plan, 2, Optional.of(1), NOW))))
        .hasMessageContaining("v2_eval.jsonl");
    assertThat(Dataset.trainingFile(folder, 2)).exists();
    assertThat(Dataset.manifestFile(folder, 2)).doesNotExist();
  }
}
