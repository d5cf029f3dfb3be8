package ai.organized.flywheel.cycle;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.cycle.StartTraining.Wish;
import ai.organized.flywheel.cycle.SubmitTraining.Kind;
import ai.organized.flywheel.cycle.SubmitTraining.Submission;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.settings.Settings.Training;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.train.Budget;
import ai.organized.flywheel.train.ChooseTrack;
import ai.organized.flywheel.train.EstimateCost;
import ai.organized.flywheel.train.FineTuners;
import ai.organized.flywheel.train.JobStatuses;
import ai.organized.flywheel.train.SubmitAgain;
import ai.organized.flywheel.validate.Prices;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitTrainingTest {
  private static final Wish AT_OLLAMA = new Wish(Optional.empty(), Optional.of("ollama"), false);

  @TempDir Path folder;
  private TemporaryStore store;
  private Dataset dataset;

  @BeforeEach
  void aDatasetThatIsNotTrainedYet() {
    store = new TemporaryStore(folder);
    store.configure(ACME, "{\"client_id\":\"acme\",\"data_egress_allowed\":true}");
    store.addExperiments(ACME, Examples.distinct(120, 6).subList(0, 60));
    dataset =
        store
            .datasets()
            .save(new Turning(folder, store, Map.of()).plan(ACME), (handle, saved) -> {});
  }

  @AfterEach
  void close() {
    store.close();
  }

  private SubmitTraining submit(double clientBudget) {
    EgressGuard guard = new EgressGuard(store.clients(), new OwnNetwork(List.of(), List.of()));
    FineTuners tuners =
        new FineTuners(
            List.of(
                new NamedTuner("openai", Track.A, "gpt-4o-mini-2024-07-18"),
                new NamedTuner("ollama", Track.B, "llama3.1:8b")),
            guard);
    Training limits =
        new Training(
            List.of("openai", "ollama"),
            OptionalInt.empty(),
            Duration.ofHours(24),
            OptionalDouble.of(clientBudget),
            OptionalDouble.empty());
    StartTraining training =
        new StartTraining(
            store.clients(),
            store.registry(),
            new ChooseTrack(tuners, guard),
            new EstimateCost(prices(), OptionalInt.empty()),
            new Budget(store.jdbi(), limits, store.clock()),
            store.jobs("1@1/jobs"),
            new Succession(store.jdbi(), store.clock(), Duration.ZERO),
            store.outbox());
    return new SubmitTraining(
        store.datasets(),
        store.registry(),
        new JobStatuses(store.jdbi(), store.clock()),
        tuners,
        training,
        new SubmitAgain(store.jdbi(), store.registry(), store.clock()),
        50);
  }

  private static Prices prices() {
    try {
      return Prices.read(Path.of("config/prices.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Submission submitted(Wish wish) {
    Submission submission = submit(50).prepare(dataset, wish);
    submit(50).submit(submission);
    return submission;
  }

  private void fail(String columns) {
    store
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("update training_jobs set state = 'failed', " + columns);
              handle.execute("update model_versions set state = 'failed'");
            });
  }

  private Object column(String name) {
    return store.row("training_jobs").get(name);
  }

  @Test
  void aVersionThatWasNeverTrainedBeginsWithItsEstimate() {
    Submission submission = submitted(Wish.NONE);

    assertThat(submission.kind()).isEqualTo(Kind.BEGIN);
    assertThat(store.registry().version(ACME, 1).provider()).isEqualTo("openai");
    assertThat(column("state")).isEqualTo("planned");
    assertThat((Double) column("estimated_usd")).isGreaterThan(0);
  }

  @Test
  void whatCannotBeToldIsNotSubmitted() {
    Submission submission = submit(50).prepare(dataset, Wish.NONE);

    assertThatThrownBy(
            () ->
                submit(50)
                    .submit(
                        submission,
                        (handle, begun) -> {
                          throw new IllegalStateException("killed");
                        }))
        .hasMessage("killed");

    assertThat(store.rows("training_jobs")).isEmpty();
  }

  @Test
  void thePersonsTrackAndProviderWin() {
    Wish trackB = new Wish(Optional.of(Track.B), Optional.empty(), false);

    Submission submission = submitted(trackB);

    assertThat(submission.start().choice().why()).contains("track b was asked for");
    assertThat(store.registry().version(ACME, 1).provider()).isEqualTo("ollama");
    assertThat(column("estimated_usd")).isEqualTo(0.0);
  }

  @Test
  void aboveTheBudgetNothingIsPlanned() {
    SubmitTraining poor = submit(0.01);
    Submission submission = poor.prepare(dataset, Wish.NONE);

    assertThatThrownBy(() -> poor.submit(submission)).hasMessageEndingWith("add --yes");
    assertThat(store.rows("training_jobs")).isEmpty();
    assertThat(store.rows("model_versions")).isEmpty();
  }

  @Test
  void whatIsOnItsWayOrJudgedIsNotSubmittedAgain() {
    submitted(Wish.NONE);
    assertThatThrownBy(() -> submit(50).prepare(dataset, AT_OLLAMA))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("fine-tune cancel --client acme --version 1");

    store.jdbi().useHandle(h -> h.execute("update training_jobs set state = 'done'"));
    assertThatThrownBy(() -> submit(50).prepare(dataset, Wish.NONE))
        .hasMessageContaining("fine-tune eval --client acme --version 1");
  }

  /** What a person types who is told that its model stops: submit --client acme --track b. */
  @Test
  void whatHasItsVerdictGetsASuccessorElsewhereOnTheSameLines() throws IOException {
    submitted(Wish.NONE);
    store.jdbi().useHandle(h -> h.execute("update training_jobs set state = 'done'"));
    Submission submission =
        submit(50).prepare(dataset, new Wish(Optional.of(Track.B), Optional.empty(), false));

    Dataset begun = submit(50).submit(submission);

    assertThat(submission.kind()).isEqualTo(Kind.SUCCESSOR);
    assertThat(begun.version()).isEqualTo(2);
    assertThat(store.datasets().newest(ACME)).contains(begun);
    assertThat(begun.hash()).isEqualTo(dataset.hash());
    assertThat(store.datasets().trainedBy(ACME, 2))
        .isEqualTo(store.datasets().trainedBy(ACME, 1))
        .hasSize(50);
    Path files = store.clients().folder(ACME);
    assertThat(Dataset.trainingFile(files, 2))
        .hasSameBinaryContentAs(Dataset.trainingFile(files, 1));
    assertThat(Dataset.holdoutFile(files, 2)).hasSameBinaryContentAs(Dataset.holdoutFile(files, 1));
    JsonNode before = manifest(1);
    JsonNode manifest = manifest(2);
    assertThat(manifest.path("version").asInt()).isEqualTo(2);
    assertThat(manifest.path("parent_version").asInt()).isEqualTo(1);
    assertThat(manifest.path("lines")).isEqualTo(before.path("lines")).isNotEmpty();
    assertThat(manifest.at("/files/v2.jsonl")).isEqualTo(before.at("/files/v1.jsonl"));
    assertThat(store.registry().version(ACME, 2).provider()).isEqualTo("ollama");
    assertThat(store.registry().version(ACME, 2).state()).isEqualTo(ModelState.TRAINING);
  }

  private JsonNode manifest(int version) throws IOException {
    Path file = Dataset.manifestFile(store.clients().folder(ACME), version);
    return Json.parse(Files.readString(file));
  }

  @Test
  void twoProcessesThatBeginItAtOnceBeginItOnce() {
    SubmitTraining submit = submit(50);
    Submission one = submit.prepare(dataset, Wish.NONE);
    Submission other = submit.prepare(dataset, Wish.NONE);
    submit.submit(one);

    assertThatThrownBy(() -> submit.submit(other)).hasMessageContaining("by another process");
    assertThat(store.rows("training_jobs")).hasSize(1);
  }

  @Test
  void notWhileAnotherVersionWasBegunMeanwhile() {
    SubmitTraining submit = submit(50);
    Submission submission = submit.prepare(dataset, Wish.NONE);
    store.plannedVersion(ACME, 2);

    assertThatThrownBy(() -> submit.submit(submission))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("version 1 of client acme has to wait: version 2 is still");
    assertThat(store.rows("training_jobs")).hasSize(1);
  }

  @Test
  void whatItsProviderStillHasGoesOnAndIsNotPaidForAgain() {
    submitted(Wish.NONE);
    fail("file_id = 'file-1', job_id = 'ftjob-1', created_at = 1");

    assertThat(submitted(Wish.NONE).kind()).isEqualTo(Kind.GO_ON);

    assertThat(column("state")).isEqualTo("running");
    assertThat(column("earlier_usd")).isNull();
    assertThat(store.registry().version(ACME, 1).state()).isEqualTo(ModelState.TRAINING);
  }

  @Test
  void whatItsProviderEndedIsTrainedOnceMoreAndBothAttemptsCount() {
    submitted(Wish.NONE);
    Object estimated = column("estimated_usd");
    fail("file_id = 'file-1', created_at = 1");

    assertThat(submitted(Wish.NONE).kind()).isEqualTo(Kind.ONCE_MORE);

    assertThat(column("state")).isEqualTo("uploading");
    assertThat(column("earlier_usd")).isEqualTo(estimated);
    assertThat(column("estimated_usd")).isEqualTo(estimated);
  }

  @Test
  void anotherProviderBeginsAnewInOneTransaction() {
    submitted(Wish.NONE);
    fail("file_id = 'file-1', created_at = 1, event_id = 'e-9'");
    answersOf("ft:old");

    assertThat(submitted(AT_OLLAMA).kind()).isEqualTo(Kind.ELSEWHERE);

    assertThat(store.row("training_jobs"))
        .containsEntry("state", "planned")
        .containsEntry("file_id", null)
        .containsEntry("event_id", null)
        .containsEntry("created_at", null)
        .containsEntry("estimated_usd", 0.0);
    assertThat(store.row("model_versions"))
        .containsEntry("provider", "ollama")
        .containsEntry("track", "b")
        .containsEntry("base_model", "llama3.1:8b")
        .containsEntry("state", "training");
    assertThat(store.rows("evaluation_answers"))
        .as("a new model may have the name of the old one")
        .extracting(row -> row.get("model_id"))
        .containsExactly("ft:other");
  }

  /** A model that was asked, beside another one. */
  private void answersOf(String model) {
    store
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("update model_versions set model_id = ?", model);
              for (String asked : List.of(model, "ft:other")) {
                handle.execute(
                    "insert into evaluation_answers (client_id, provider, model_id, prompt_hash,"
                        + " sampling, question_id, sample, answer, asked_at)"
                        + " values ('acme', 'openai', ?, 'h', 's', 'q', 0, 'a', 0)",
                    asked);
              }
            });
  }

  @Test
  void notWhileTheFirstOneMayStillBeAtWorkUnlessAPersonSaysYes() {
    submitted(Wish.NONE);
    fail("file_id = 'file-1', job_id = 'ftjob-1', created_at = 1");

    assertThatThrownBy(() -> submit(50).prepare(dataset, AT_OLLAMA))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("may still be in work at openai")
        .hasMessageContaining("fine-tune cancel --client acme --version 1, or add --yes");
    Wish all = new Wish(Optional.empty(), Optional.of("ollama"), true);
    assertThat(submitted(all).kind()).isEqualTo(Kind.ELSEWHERE);
  }
}
