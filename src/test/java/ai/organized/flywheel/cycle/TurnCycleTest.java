package ai.organized.flywheel.cycle;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
        .containsEntry(
            "text",
            "acme has 50 training lines; its first model is trained. To follow it: flywheel"
                + " fine-tune status --client acme");
    assertThat(store.clients().folder(ACME).resolve("model_registry.json")).exists();
  }

  /** Each version that is on its way gets its model, and answers in place of the one before. */
  private void endTraining() {
    store
        .jdbi()
        .useHandle(
            h -> {
              h.execute("update training_jobs set state = 'done'");
              h.execute(
                  "update model_versions set state = 'archived', model_id = 'ft:' || version"
                      + " where state in ('training', 'active')");
              h.execute(
                  "update model_versions set state = 'active' where version ="
                      + " (select max(version) from model_versions)");
            });
  }

  /** The newest training ends without a model. */
  private void failTraining(String columns) {
    store
        .jdbi()
        .useHandle(
            h -> {
              h.execute("update training_jobs set " + columns + " where state = 'planned'");
              h.execute("update model_versions set state = 'failed' where state = 'training'");
            });
  }

  @Test
  void linesWhoseTrainingFailedAreNewOnceMoreAndTheSameVersionIsTrained() {
    add(0, 60);
    turning.turn();
    failTraining("state = 'failed', note = 'it broke'");

    assertThat(turning.turn())
        .startsWith("the gate is reached and there is no version yet: training version 1 with");
    assertThat(store.rows("datasets")).hasSize(1);
    assertThat(store.row("training_jobs")).containsEntry("state", "uploading");
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.TRAINING);
  }

  @Test
  void afterAFailureTheLinesCountFromTheVersionThatGaveAModel() {
    add(0, 60);
    turning.turn();
    endTraining();
    add(60, 80);
    turning.turn();
    failTraining("state = 'failed'");
    add(80, 85);

    assertThat(turning.turn()).startsWith("25 new lines: training version 3 with");
  }

  @Test
  void whatAPersonEndedIsNotTrainedAgainByItselfButItsLinesCount() {
    add(0, 60);
    turning.turn();
    endTraining();
    add(60, 80);
    turning.turn();
    failTraining("state = 'failed', cancel_asked = 1");

    assertThat(turning.turn()).isEqualTo("nothing new: these lines were a dataset already");
    add(80, 81);
    assertThat(turning.turn()).startsWith("21 new lines: training version 3 with");
  }

  @Test
  void aProviderThatFailedOnTheseLinesIsAskedLast() {
    store.configure(ACME, "{\"client_id\":\"acme\",\"data_egress_allowed\":true}");
    Turning both = new Turning(folder, store, Map.of(Turning.PROVIDERS, "openai,ollama"));
    add(0, 60);
    turning.turn();
    failTraining("state = 'failed', note = 'training_not_available'");

    assertThat(both.turn()).contains("training version 1 with ollama, track b");
    assertThat(store.registry().version(ACME, 1).provider()).isEqualTo("ollama");
    assertThat(store.rows("datasets")).hasSize(1);
  }

  @Test
  void afterAVersionWasBegunTheNextOneWaitsForTheCoolDownAndItsQuestionIsNotLost() {
    Turning cool = new Turning(folder, store, Map.of("FLYWHEEL_CYCLE_COOL_DOWN_MINUTES", "60"));
    add(0, 60);
    assertThat(cool.turn()).startsWith("the gate is reached"); // a first model waits for nothing
    endTraining();
    add(60, 80);

    assertThat(cool.turn())
        .isEqualTo("20 new lines; the next version is begun after 2026-04-06T09:00:02Z");
    assertThat(store.rows("training_jobs")).hasSize(1);
    assertThat(cool.cycles.isOpen(ACME)).isTrue();
    store.clock().turn(Duration.ofMinutes(59));
    assertThat(cool.cycles.take()).isEmpty();
    store.clock().turn(Duration.ofMinutes(2));
    cool.turn(cool.cycles.take().get(0));
    assertThat(cool.cycles.lastAnswer(ACME).orElseThrow()).startsWith("20 new lines: training");
    assertThat(store.rows("training_jobs")).hasSize(2);
  }

  @Test
  void whatIsNoReasonForAVersionIsAnsweredAtOnceEvenWithinTheCoolDown() {
    Turning cool = new Turning(folder, store, Map.of("FLYWHEEL_CYCLE_COOL_DOWN_MINUTES", "60"));
    add(0, 60);
    cool.turn();
    endTraining();
    add(60, 65);

    assertThat(cool.turn()).isEqualTo("5 new lines of 20 that ask for a version");
    assertThat(cool.cycles.isOpen(ACME)).isFalse();
  }

  /** The provider says when its base model stops. */
  private void stops(String provider, String model, String day) {
    store
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "insert into model_shutdowns (provider, model_id, stops_at, read_at)"
                        + " values (?, ?, ?, 0)",
                    provider,
                    model,
                    Instant.parse(day + "T00:00:00Z").toEpochMilli()));
  }

  private Turning leaving() {
    store.configure(ACME, "{\"client_id\":\"acme\",\"data_egress_allowed\":true}");
    add(0, 60);
    turning.turn();
    endTraining();
    return new Turning(folder, store, Map.of(Turning.PROVIDERS, "openai,ollama"));
  }

  @Test
  void aModelThatStopsSoonGetsASuccessorFromAnotherProviderAlthoughNothingIsNew() {
    Turning both = leaving();
    stops("openai", "gpt-4o-mini-2024-07-18", "2026-05-01");

    assertThat(both.turn())
        .startsWith(
            "the model of v1 (gpt-4o-mini-2024-07-18 at openai) stops on 2026-05-01: training"
                + " version 2 with ollama, track b");
    Dataset before = store.datasets().find(ACME, 1).orElseThrow();
    assertThat(store.datasets().newest(ACME))
        .hasValueSatisfying(same -> assertThat(same.hash()).isEqualTo(before.hash()));
    assertThat(store.rows("notifications").get(1))
        .containsEntry("kind", "migrating")
        .satisfies(
            row ->
                assertThat((String) row.get("text"))
                    .contains("stops on 2026-05-01; the same lines are trained as v2 with ollama"));
  }

  @Test
  void aModelThatStopsLaterIsLeftAlone() {
    Turning both = leaving();
    stops("openai", "gpt-4o-mini-2024-07-18", "2026-05-08");

    assertThat(both.turn()).isEqualTo("nothing new: these lines were a dataset already");
  }

  @Test
  void theSuccessorIsTrainedOnceWhateverItsVerdict() {
    Turning both = leaving();
    stops("openai", "gpt-4o-mini-2024-07-18", "2026-05-01");
    both.turn();
    store
        .jdbi()
        .useHandle(
            h -> {
              h.execute("update training_jobs set state = 'done'");
              h.execute(
                  "update model_versions set state = 'refused', model_id = 'm' where version = 2");
            });

    assertThat(both.turn()).isEqualTo("nothing new: these lines were a dataset already");
    assertThat(store.rows("datasets")).hasSize(2);
  }

  @Test
  void aSuccessorThatWasGoneBackFromIsNone() {
    Turning both = leaving();
    stops("openai", "gpt-4o-mini-2024-07-18", "2026-05-01");
    both.turn();
    endTraining();
    store.registry().rollBack(ACME, 1);

    assertThat(both.turn()).contains("stops on 2026-05-01: training version 3 with ollama");
  }

  @Test
  void whenNobodyElseCanTrainTheAnswerSaysWhy() {
    leaving();
    stops("openai", "gpt-4o-mini-2024-07-18", "2026-05-01");

    assertThat(turning.turn())
        .contains("stops on 2026-05-01, but nothing can train it")
        .contains("openai: gpt-4o-mini-2024-07-18 stops on 2026-05-01");
    assertThat(store.rows("datasets")).hasSize(1);
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

  /** It came between the look whether it is time and the begin. */
  @Test
  void whenAPersonsSubmitWasFasterTheQuestionStaysOpenAndNobodyIsTold() {
    add(0, 60);
    Question question = turning.ask();
    DatasetPlan plan = turning.plan(ACME);
    store.plannedVersion(ACME, 1);

    assertThatThrownBy(() -> turning.turnCycle.answer(question, plan))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("another_under_way");
              turning.turnCycle.failed(question, refused);
            });

    assertThat(turning.cycles.isOpen(ACME)).isTrue();
    assertThat(turning.cycles.lastAnswer(ACME).orElseThrow()).contains("submit was faster");
    assertThat(store.rows("datasets")).hasSize(1);
    assertThat(store.rows("audit_log")).isEmpty();
    assertThat(store.rows("notifications")).isEmpty();
  }

  @Test
  void theAnswerItsMessageAndItsLineInTheLogAreThereTogetherOrNotAtAll() {
    Question question = turning.ask();
    store.jdbi().useHandle(handle -> handle.execute("drop table audit_log"));

    assertThatThrownBy(() -> turning.turnCycle.failed(question, new IllegalStateException("oops")))
        .hasMessageContaining("audit_log");

    assertThat(turning.cycles.isOpen(ACME)).isTrue();
    assertThat(turning.cycles.lastAnswer(ACME)).isEmpty();
    assertThat(store.rows("notifications")).isEmpty();
  }

  @Test
  void ourOwnFaultIsToldAsOurs() {
    Question question = turning.ask();

    turning.turnCycle.failed(question, new IllegalStateException("oops"));

    assertThat(turning.cycles.lastAnswer(ACME).orElseThrow())
        .isEqualTo("an error on our side (IllegalStateException); see the log");
  }
}
