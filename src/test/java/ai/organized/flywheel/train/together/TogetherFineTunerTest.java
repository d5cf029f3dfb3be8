package ai.organized.flywheel.train.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.JobProgress.Running;
import ai.organized.flywheel.train.PaperJob;
import ai.organized.flywheel.train.TrainingEvent;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherFineTunerTest {
  private static final ClientId CLIENT = new ClientId("acme");

  @TempDir Path folder;
  private TogetherSandbox there;

  @BeforeEach
  void open() {
    there = new TogetherSandbox();
  }

  @AfterEach
  void close() {
    there.close();
  }

  @Test
  void theBodyChoosesLoraOnTheAnswersAlone() {
    TrainingJob job = there.created(folder);

    JsonNode body = there.lastBody();
    assertThat(body.path("model").asText()).isEqualTo(TogetherSandbox.BASE_MODEL);
    assertThat(body.path("training_file").asText()).isEqualTo(job.fileId());
    assertThat(body.path("suffix").asText()).isEqualTo("acme-v1");
    assertThat(body.path("batch_size").asText()).isEqualTo("max");
    assertThat(body.at("/training_type/type").asText()).isEqualTo("Lora");
    assertThat(body.at("/training_method/train_on_inputs").isBoolean()).isTrue();
    assertThat(body.at("/training_method/train_on_inputs").asBoolean()).isFalse();
    assertThat(body.has("n_epochs")).as("the provider's own choice").isFalse();
    assertThat(body.toString()).doesNotContain("null");
  }

  @Test
  void howOftenItGoesThroughTheLinesCanBeSet() {
    there.tuner(OptionalInt.of(5), TogetherSandbox.BASE_MODEL).createJob(there.uploaded(folder));

    assertThat(there.lastBody().path("n_epochs").asInt()).isEqualTo(5);
  }

  @Test
  void aModelNameIsThereBeforeTheModel() {
    TrainingJob job = there.created(folder);

    assertThat(there.tuner.poll(job)).isEqualTo(new Running("running"));
    assertThat(there.tuner.poll(job))
        .isInstanceOfSatisfying(
            JobProgress.Succeeded.class,
            done -> {
              assertThat(done.modelId())
                  .startsWith("sandbox/Meta-Llama-3.1-8B-Instruct-Reference-acme-v1-");
              assertThat(done.billedTokens().orElseThrow()).isEqualTo(12 * 10);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pending", "queued", "compressing", "uploading", "cancel_requested", "COMPLETED"})
  void whatIsNotAnEndIsRunning(String status) {
    TrainingJob job = there.created(folder);
    there.sandbox.together().showStatus(Optional.of(status));

    assertThat(there.tuner.poll(job)).isEqualTo(new Running(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancelled", "error", "user_error"})
  void anEndWithoutAModelTellsTheLastErrorOfTheEvents(String status) {
    TrainingJob job = there.created(folder);
    there.sandbox.together().showStatus(Optional.of(status));
    assertThat(there.tuner.poll(job)).isEqualTo(new JobProgress.Ended(status, "no reason given"));

    there.sandbox.failNext(
        "GET",
        "/together/v1/fine-tunes/" + job.jobId() + "/events",
        200,
        """
        {"data":[{"created_at":"2026-04-06T08:00:01Z","level":"error","message":"second"},
                 {"created_at":"2026-04-06T08:00:00Z","level":"legacy_ierror","message":"first"},
                 {"created_at":"2026-04-06T08:00:02Z","level":"info","message":"third"}]}""",
        Map.of());
    assertThat(there.tuner.poll(job)).isEqualTo(new JobProgress.Ended(status, "second"));
  }

  @Test
  void aBadFileEndsWithTheProvidersReason() throws IOException {
    TrainingJob planned = PaperJob.planned(folder, there.tuner, "acme", 1);
    Files.writeString(planned.trainingFile(), "{\"messages\":[],\"text\":\"x\"}\n");
    TrainingJob uploaded = planned.withFile(there.tuner.upload(planned));
    TrainingJob job = uploaded.withJob(there.tuner.createJob(uploaded));

    assertThat(there.tuner.poll(job))
        .isEqualTo(
            new JobProgress.Ended(
                "user_error",
                "Found multiple dataset formats in the input file. Got conversation and general on"
                    + " line 1."));
  }

  @Test
  void eventsOfOneMomentAreToldApart() {
    TrainingJob job = there.created(folder);
    List<TrainingEvent> first = there.tuner.events(job);
    there.tuner.poll(job);
    there.tuner.poll(job);

    List<TrainingEvent> rest = there.tuner.events(PaperJob.told(job, first.get(0).id()));

    assertThat(first).hasSize(1);
    assertThat(rest).extracting(TrainingEvent::at).containsOnly(first.get(0).at());
    assertThat(rest).hasSize(5).doesNotHaveDuplicates().doesNotContain(first.get(0));
    assertThat(rest.get(2).message()).isEqualTo("step 1/1: Epoch completed, at step 1");
  }

  @Test
  void withinTheSettleTimeAMissingJobMayStillBeOnItsWay() {
    TrainingJob begun = PaperJob.resumed(there.uploaded(folder), there.clock.instant());
    there.clock.turn(Duration.ofSeconds(20));

    assertThatThrownBy(() -> there.tuner.findJob(begun))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(40)));
  }

  /** Submitted again after it failed, and the new call's answer was lost. */
  @Test
  void aJobThatEndedWithoutAModelIsNotTheOneThatWasLost() {
    TrainingJob job = there.created(folder);
    there.tuner.cancel(job);
    there.tuner.poll(job);

    assertThat(there.tuner.findJob(job)).isEmpty();
  }

  @Test
  void aModelThatIsNotTrainedThereIsNoticedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> there.tuner(OptionalInt.empty(), "some/other").check(CLIENT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("some/other")
        .hasMessageContaining("FLYWHEEL_TOGETHER_MODEL");
  }

  @Test
  void moreTimesThroughTheLinesThanAreAllowedAreNoticedToo() {
    assertThatThrownBy(
            () -> there.tuner(OptionalInt.of(21), TogetherSandbox.BASE_MODEL).check(CLIENT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("at most 20 times")
        .hasMessageContaining("FLYWHEEL_TRAIN_EPOCHS");
  }

  @Test
  void aKeyThatIsRefusedEndsItBeforeAnythingIsPaidFor() {
    assertThatThrownBy(
            () ->
                there
                    .tuner(OptionalInt.empty(), TogetherSandbox.BASE_MODEL, "another-key")
                    .check(CLIENT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("TOGETHER_API_KEY");
  }

  @Test
  void aKeyThatIsRefusedLaterLosesNothing() {
    TrainingJob job = there.created(folder);

    assertThatThrownBy(
            () ->
                there
                    .tuner(OptionalInt.empty(), TogetherSandbox.BASE_MODEL, "another-key")
                    .poll(job))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("set TOGETHER_API_KEY");
  }

  @Test
  void anEmptyAccountIsNotBusy() {
    TrainingJob job = there.uploaded(folder);
    there.sandbox.together().emptyAccount(true);

    assertThatThrownBy(() -> there.tuner.createJob(job))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("402")
        .hasMessageContaining("flywheel fine-tune submit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../models", "ft-1/events", "ft 1", "ft-1?x", "ü"})
  void aJobWhoseIdIsNoneMayBeThereAndIsLookedFor(String id) {
    TrainingJob job = there.uploaded(folder);
    String body = "{\"id\":\"" + id + "\"}";
    there.sandbox.failNext("POST", "/together/v1/fine-tunes", 200, body, Map.of());

    assertThatThrownBy(() -> there.tuner.createJob(job))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("an id that is none");
  }
}
