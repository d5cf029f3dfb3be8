package ai.organized.flywheel.dataset;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.sandbox.openai.TrainingFileRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    return Plans.next(
        Plans.RULES, datasets.examples(ACME), 0.75, datasets.asked(ACME), datasets.trained(ACME));
  }

  private Path clientFolder() {
    return store.clients().folder(ACME);
  }

  @Test
  void examplesComeBackAsTheyWere() {
    assertThat(datasets.examples(ACME)).containsExactlyInAnyOrderElementsOf(examples);
    assertThat(datasets.examples(OTHER)).isEmpty();
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
    assertThat(datasets.hasHash(ACME, plan.hash())).isTrue();
    assertThat(datasets.hasHash(OTHER, plan.hash())).isFalse();
    assertThat(datasets.holdout(ACME, 1)).isEqualTo(plan.holdout());
    assertThat(datasets.trainedBy(ACME, 1)).isEqualTo(Set.copyOf(Examples.ids(plan.train())));
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
    assertThat(second.holdout()).hasSize(14).containsAll(first.holdout());
    assertThat(datasets.asked(ACME)).containsExactlyInAnyOrderElementsOf(second.holdout());
    assertThat(datasets.trained(ACME)).hasSize(126);
    assertThat(datasets.trainedBy(ACME, 1)).hasSize(50);
    assertThat(datasets.holdout(ACME, 1)).isEqualTo(first.holdout());
  }

  @Test
  void whatWasDroppedIsKeptWithItsReason() {
    Example line = examples.get(0);
    store.addExperiments(ACME, List.of(Examples.of("copy", 70, "why", line.answer() + "!", 0.75)));

    datasets.save(plan(), (handle, dataset) -> {});

    assertThat(store.rows("dataset_lines"))
        .filteredOn(row -> row.get("part").equals("duplicate"))
        .singleElement()
        .satisfies(row -> assertThat(row.get("note")).isEqualTo("of " + line.id()))
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

    assertThat(datasets.asked(OTHER)).isEmpty();
    assertThat(datasets.trained(OTHER)).isEmpty();
    assertThat(datasets.newest(OTHER)).isEmpty();
    assertThat(datasets.examples(OTHER)).hasSize(60);
  }
}
