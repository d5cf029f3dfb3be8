package ai.organized.flywheel.cycle;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnCycleTest {
  private static final List<Example> EXAMPLES = Examples.distinct(120, 6);

  @TempDir Path folder;
  private TemporaryStore store;
  private Turning turning;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    turning = new Turning(folder, store, Map.of());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void add(int from, int to) {
    store.addExperiments(ACME, EXAMPLES.subList(from, to));
  }

  @Test
  void belowTheGateItSaysHowManyAreMissing() {
    add(0, 59);

    assertThat(turning.turn()).isEqualTo("awaiting 1 examples");
    assertThat(store.rows("datasets")).isEmpty();
    assertThat(store.clients().folder(ACME).resolve("v1.jsonl")).doesNotExist();
  }

  @Test
  void atTheGateDatasetVersionAndPlannedJobComeTogetherAndPeopleAreTold() {
    add(0, 60);

    assertThat(turning.turn())
        .startsWith(
            "the gate is reached and there is no version yet: training version 1 with openai,");

    assertThat(store.datasets().newest(ACME))
        .hasValueSatisfying(dataset -> assertThat(dataset.trainingLines()).isEqualTo(50));
    assertThat(Dataset.manifestFile(store.clients().folder(ACME), 1)).exists();
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.TRAINING);
    assertThat(store.registry().version(ACME, 1).track()).isEqualTo("a");
    assertThat(store.row("training_jobs")).containsEntry("state", "planned");
    assertThat(store.row("notifications"))
        .containsEntry("kind", "gate_met")
        .containsEntry("text", "acme has 50 training lines; its first model is trained");
    assertThat(store.clients().folder(ACME).resolve("model_registry.json")).exists();
  }

  private void endTraining() {
    store.jdbi().useHandle(h -> h.execute("update training_jobs set state = 'done'"));
  }

  @Test
  void whileAVersionIsOnItsWayTheQuestionStaysOpen() {
    add(0, 60);
    turning.turn();
    add(60, 80);

    assertThat(turning.turn()).contains("still on its way");
    assertThat(store.rows("training_jobs")).hasSize(1);
    assertThat(store.row("cycles").get("asked_at")).isNotNull();
  }

  @Test
  void askedAgainWithNothingNewItStartsNoSecondJob() {
    add(0, 60);
    turning.turn();
    endTraining();

    assertThat(turning.turn()).isEqualTo("nothing new: these lines were a dataset already");
    assertThat(store.rows("training_jobs")).hasSize(1);
  }

  @Test
  void aFewNewLinesWaitForMore() {
    add(0, 60);
    turning.turn();
    endTraining();
    add(60, 79);

    assertThat(turning.turn()).isEqualTo("19 new lines of 20 that ask for a version");
  }

  @Test
  void enoughNewLinesAreANewVersionAndTheGateIsToldOnce() {
    add(0, 60);
    turning.turn();
    endTraining();
    add(60, 80);

    assertThat(turning.turn()).startsWith("20 new lines: training version 2 with openai,");
    assertThat(store.rows("training_jobs")).hasSize(2);
    assertThat(store.rows("notifications")).hasSize(1);
  }

  @Test
  void theClientsOwnThresholdDecidesWhatCounts() {
    store.configure(ACME, "{\"client_id\":\"acme\",\"score_threshold\":0.9}");
    add(0, 120);
    int good = (int) EXAMPLES.stream().filter(e -> e.score() >= 0.9).count();

    assertThat(turning.turn()).isEqualTo("awaiting " + (50 - (good - 10)) + " examples");
    assertThat(turning.plan(ACME).threshold()).isEqualTo(0.9);
  }

  @Test
  void withoutAProviderItSaysWhatToSetAndKeepsNothing() {
    Turning off = new Turning(folder, store, Map.of("OPENAI_API_KEY", ""));
    add(0, 60);

    assertThat(off.turn()).contains("training with openai is off; set OPENAI_API_KEY");
    assertThat(store.rows("datasets")).isEmpty();
  }

  @Test
  void whatCostsMoreThanItMayIsNotPlannedAndTheAnswerSaysWhatToType() {
    Turning poor = new Turning(folder, store, Map.of("FLYWHEEL_TRAIN_CLIENT_BUDGET_USD", "0.001"));
    add(0, 60);

    assertThat(poor.turn())
        .contains("the gate is reached", "but its training would cost about $0.0")
        .contains("client acme has $0.00 of $0.00, all clients $0.00 of $500.00")
        .endsWith(
            "type: flywheel dataset build --client acme, then: flywheel fine-tune submit --client"
                + " acme --yes");
    assertThat(store.rows("datasets")).isEmpty();
    assertThat(store.rows("training_jobs")).isEmpty();
  }

  @Test
  void aDatasetThatIsThereIsSubmittedByHandByItsNumber() {
    Turning poor = new Turning(folder, store, Map.of("FLYWHEEL_TRAIN_TOTAL_BUDGET_USD", "0.001"));
    add(0, 60);
    store.datasets().save(turning.plan(ACME), (handle, dataset) -> {});

    assertThat(poor.turn())
        .endsWith("type: flywheel fine-tune submit --client acme --yes --version 1");
    assertThat(store.rows("training_jobs")).isEmpty();
  }

  @Test
  void theEstimateStandsWithTheJob() {
    add(0, 60);
    turning.turn();

    assertThat((Double) store.row("training_jobs").get("estimated_usd")).isBetween(0.001, 1.0);
  }

  @Test
  void whatCannotBeAnsweredIsAnsweredWithTheReasonAndPeopleAreTold() {
    add(0, 60);
    store.addExperiments(
        ACME,
        IntStream.range(0, 50)
            .mapToObj(i -> Examples.of("copy " + i, i, "q " + i, EXAMPLES.get(0).answer(), 0.75))
            .toList());
    Question question = turning.ask();

    assertThatThrownBy(() -> turning.turn(question))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              turning.turnCycle.failed(question, refused);

              assertThat(turning.cycles.lastAnswer(ACME)).contains(refused.getMessage());
              assertThat(store.row("notifications"))
                  .containsEntry("kind", "failed")
                  .containsEntry("text", "acme: no new version, " + refused.getMessage());
            });
    assertThat(store.rows("datasets")).isEmpty();
  }

  @Test
  void aBusyServerLeavesTheQuestionOpenAndIsLeftAloneForAMinute() {
    Question question = turning.ask();

    turning.turnCycle.failed(question, new UnavailableException("the embedder is busy"));

    assertThat(turning.cycles.lastAnswer(ACME)).contains("the embedder is busy");
    assertThat(store.rows("notifications")).isEmpty();
    assertThat(turning.cycles.isOpen(ACME)).isTrue();
    store.clock().turn(Duration.ofSeconds(59));
    assertThat(turning.cycles.take()).isEmpty();
    store.clock().turn(Duration.ofSeconds(3));
    assertThat(turning.cycles.take()).hasSize(1);
  }

  /** Nothing was trained on it yet: the next question trains it instead of building it again. */
  @Test
  void aDatasetThatWasBuiltByHandIsTheOneThatIsTrained() {
    add(0, 60);
    store.datasets().save(turning.plan(ACME), (handle, dataset) -> {});

    assertThat(turning.turn())
        .startsWith(
            "the gate is reached and there is no version yet: training version 1 with openai,");
    assertThat(store.rows("datasets")).hasSize(1);
    assertThat(store.row("training_jobs")).containsEntry("state", "planned");
  }

  @Test
  void ourOwnFaultIsToldAsOurs() {
    Question question = turning.ask();

    turning.turnCycle.failed(question, new IllegalStateException("oops"));

    assertThat(turning.cycles.lastAnswer(ACME).orElseThrow())
        .isEqualTo("an error on our side (IllegalStateException); see the log");
  }
}
