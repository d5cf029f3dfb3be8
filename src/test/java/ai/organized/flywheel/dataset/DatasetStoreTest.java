package ai.organized.flywheel.dataset;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.sandbox.openai.TrainingFileRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetStoreTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private DatasetStore datasets;
  private List<Example> examples;

  @BeforeEach
  void sixtyExamples() {
    store = new TemporaryStore(folder);
    datasets = store.datasets();
    examples = Examples.distinct(60, 4);
    store.addExperiments(ACME, examples);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private DatasetPlan plan() {
    return Plans.of(Plans.RULES, datasets.candidates(ACME, 0.75), 0.75, Plans.PROMPT);
  }

  private static List<Example> part(DatasetPlan plan, Part part) {
    List<Example> examples = new ArrayList<>();
    plan.forEach(part, (place, example) -> examples.add(Plans.with(example, Example.Past.NEW)));
    return examples;
  }

  private List<Example> candidates(ClientId client) {
    List<Example> examples = new ArrayList<>();
    datasets.candidates(client, 0).forEach((place, example) -> examples.add(example));
    return examples;
  }

  private Path clientFolder() {
    return store.clients().folder(ACME);
  }

  @Test
  void examplesComeBackAsTheyWere() {
    assertThat(candidates(ACME))
        .containsExactlyElementsOf(examples.stream().sorted(Example.BEST_FIRST).toList());
    assertThat(candidates(OTHER)).isEmpty();
  }

  @Test
  void whatIsSavedIsWhatWasPlanned() {
    DatasetPlan plan = plan();

    Dataset saved = datasets.save(plan, (handle, dataset) -> {});

    assertThat(saved.version()).isEqualTo(1);
    assertThat(saved.hash()).isEqualTo(plan.hash());
    assertThat(datasets.newest(ACME)).contains(saved);
    assertThat(datasets.find(ACME, 1)).contains(saved);
    assertThat(datasets.find(ACME, 2)).isEmpty();
    assertThat(datasets.withHash(ACME, plan.hash())).contains(saved);
    assertThat(datasets.withHash(OTHER, plan.hash())).isEmpty();
    assertThat(datasets.holdout(ACME, 1))
        .extracting(Example::id)
        .isEqualTo(Examples.ids(part(plan, Part.HOLDOUT)));
    assertThat(datasets.trainedBy(ACME, 1))
        .isEqualTo(Set.copyOf(Examples.ids(part(plan, Part.TRAIN))));
  }

  @Test
  void theFilesAreGoodTrainingFiles() throws IOException {
    datasets.save(plan(), (handle, dataset) -> {});

    assertThat(
            TrainingFileRules.firstProblem(
                Files.readAllBytes(Dataset.trainingFile(clientFolder(), 1))))
        .isEmpty();
    assertThat(
            TrainingFileRules.firstProblem(
                Files.readAllBytes(Dataset.holdoutFile(clientFolder(), 1))))
        .isEmpty();
    assertThat(Files.readAllLines(Dataset.trainingFile(clientFolder(), 1))).hasSize(50);
  }

  @Test
  void theNextVersionKnowsAllQuestionsAndAllTrainedLines() {
    DatasetPlan first = plan();
    datasets.save(first, (handle, dataset) -> {});
    store.addExperiments(ACME, Examples.distinct(140, 4).subList(60, 140));

    DatasetPlan second = plan();
    Dataset saved = datasets.save(second, (handle, dataset) -> {});

    assertThat(saved.version()).isEqualTo(2);
    assertThat(part(second, Part.HOLDOUT)).hasSize(14).containsAll(part(first, Part.HOLDOUT));
    assertThat(candidates(ACME))
        .filteredOn(e -> e.past() == Example.Past.ASKED)
        .extracting(Example::id)
        .containsExactlyInAnyOrderElementsOf(Examples.ids(part(second, Part.HOLDOUT)));
    assertThat(candidates(ACME)).filteredOn(e -> e.past() == Example.Past.TRAINED).hasSize(126);
    assertThat(datasets.trainedBy(ACME, 1)).hasSize(50);
    assertThat(datasets.holdout(ACME, 1)).hasSize(10);
  }

  @Test
  void whatWasDroppedIsKeptWithItsReason() {
    Example line = examples.get(0);
    store.addExperiments(ACME, List.of(Examples.of("copy", 70, "why", line.answer() + "!", 0.75)));

    datasets.save(plan(), (handle, dataset) -> {});

    assertThat(store.rows("dataset_lines"))
        .filteredOn(row -> row.get("part").equals("duplicate"))
        .singleElement()
        .satisfies(row -> assertThat(row.get("other_id")).isEqualTo(line.id()))
        .satisfies(row -> assertThat(row.get("method")).isEqualTo("same words"))
        .satisfies(row -> assertThat(row.get("line")).isNull());
  }

  @Test
  void killedBetweenFilesAndRowsItLeavesNoRowAndTheNextAttemptWritesTheSameVersion()
      throws IOException {
    DatasetPlan plan = plan();

    assertThatThrownBy(
            () ->
                datasets.save(
                    plan,
                    (handle, dataset) -> {
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");

    byte[] lines = Files.readAllBytes(Dataset.trainingFile(clientFolder(), 1));
    assertThat(Dataset.manifestFile(clientFolder(), 1)).exists();
    assertThat(store.rows("datasets")).isEmpty();
    assertThat(store.rows("dataset_lines")).isEmpty();
    assertThat(datasets.newest(ACME)).isEmpty();

    store.clock().turn(Duration.ofHours(1));
    assertThat(datasets.save(plan(), (handle, dataset) -> {}).version()).isEqualTo(1);
    assertThat(Files.readAllBytes(Dataset.trainingFile(clientFolder(), 1))).isEqualTo(lines);
    assertThat(store.rows("datasets")).hasSize(1);
  }

  @Test
  void whatBelongsToTheDatasetStandsInTheSameTransaction() {
    datasets.save(
        plan(),
        (handle, dataset) ->
            store.registry().begin(handle, ACME, dataset.version(), "a", "openai", "base"));

    assertThat(store.registry().version(ACME, 1).baseModel()).isEqualTo("base");
  }

  @Test
  void twoClientsDoNotMix() {
    store.addExperiments(OTHER, Examples.distinct(60, 99));
    datasets.save(plan(), (handle, dataset) -> {});

    assertThat(datasets.newest(OTHER)).isEmpty();
    assertThat(candidates(OTHER)).hasSize(60).allMatch(e -> e.past() == Example.Past.NEW);
  }
}
