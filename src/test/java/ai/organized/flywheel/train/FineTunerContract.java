package ai.organized.flywheel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.train.Backend.Step;
import ai.organized.flywheel.train.Backend.Trouble;
import ai.organized.flywheel.train.JobProgress.Ended;
import ai.organized.flywheel.train.JobProgress.Running;
import ai.organized.flywheel.train.JobProgress.Succeeded;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every way to train promises to the routes, whatever is at its other side. */
@Timeout(60)
public abstract class FineTunerContract {
  private static final ClientId CLIENT = new ClientId("acme");

  /** However slow a training is in a test. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** However long a call may take that nobody answers. */
  private static final Duration BOUND = Duration.ofSeconds(15);

  /** Something to type or to set; whoever reads a refusal must not have to guess. */
  private static final String WHAT_TO_DO =
      "(?s).*(flywheel [a-z]+|\\b[A-Z]{3,}_[A-Z_]{3,}\\b|flywheel\\.[a-z]+|[Tt]ype: |ollama [a-z]+).*";

  @TempDir Path folder;
  private Backend backend;
  private FineTuner tuner;
  private TrainingJob planned;

  /** What the clock of the adapter says. */
  protected abstract Clock clock();

  /** Another one for each test, with nothing in it. */
  protected abstract Backend open();

  @BeforeEach
  void openBackend() {
    backend = open();
    tuner = backend.adapter();
    planned = PaperJob.planned(folder, tuner, CLIENT.value(), 1);
  }

  @AfterEach
  void closeBackend() {
    backend.close();
  }

  @Test
  void saysWhoItIs() {
    assertThat(tuner.provider()).matches("[a-z]{2,20}");
    assertThat(tuner.track()).isNotNull();
    assertThat(tuner.missing()).isEmpty();
    assertThat(tuner.baseModel()).isNotBlank();
    assertThat(tuner.destination().getScheme()).matches("https?|ssh");
    assertThat(tuner.destination().getHost()).isNotBlank();
    assertThat(tuner.destination().toString()).doesNotContain(Backend.KEY);
  }

  @Test
  void aJobTrainsToItsEndAndGivesAModel() {
    tuner.check(CLIENT);
    TrainingJob job = created();

    JobProgress end = end(job);

    assertThat(end).isInstanceOf(Succeeded.class);
    assertThat(((Succeeded) end).modelId()).matches("\\S{3,200}");
    assertThat(backend.jobs()).isEqualTo(1);
    backend.uploads().ifPresent(uploads -> assertThat(uploads).isEqualTo(1));
    assertThat(backend.hasSeen(Backend.LINE)).isTrue();
  }

  @Test
  void theModelIsToldAgainHoweverOftenItIsAskedFor() {
    TrainingJob job = created();

    assertThat(end(job)).isEqualTo(backend.adapter().poll(job));
  }

  @Test
  void holdoutQuestionsNeverLeave() {
    end(created());

    assertThat(backend.hasSeen(Backend.HOLDOUT)).isFalse();
  }

  @Test
  void aCheckSendsNothingOfTheClients() {
    tuner.check(CLIENT);

    assertThat(backend.hasSeen(Backend.LINE)).isFalse();
    assertThat(backend.uploads().orElse(0)).isZero();
    assertThat(backend.jobs()).isZero();
  }

  @Test
  void eventsComeInOrderEachOnce() {
    TrainingJob job = created();
    List<TrainingEvent> told = new ArrayList<>();
    AtomicReference<TrainingJob> known = new AtomicReference<>(job);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              told.addAll(news(known));
              return !(tuner.poll(job) instanceof Running);
            });
    told.addAll(news(known));

    assertThat(told).extracting(TrainingEvent::id).doesNotHaveDuplicates().doesNotContain("");
    assertThat(told).extracting(TrainingEvent::at).isSorted();
    assertThat(told).extracting(TrainingEvent::level).isSubsetOf("info", "warn", "error");
    assertThat(told).allMatch(event -> event.message().matches("[^\\r\\n]{1,400}"));
    assertThat(tuner.events(known.get())).isEmpty();
    assertThat(tuner.events(job)).containsExactlyElementsOf(told);
  }

  /** What is new, and the mark up to which it is known. */
  private List<TrainingEvent> news(AtomicReference<TrainingJob> known) {
    List<TrainingEvent> news = tuner.events(known.get());
    if (!news.isEmpty()) {
      known.set(PaperJob.told(known.get(), news.get(news.size() - 1).id()));
    }
    return news;
  }

  @Test
  void aStatusThatNobodyKnowsIsRunning() {
    TrainingJob job = created();
    assumeTrue(backend.showStatus(Optional.of("defragmenting_the_flux")));

    assertThat(tuner.poll(job)).isEqualTo(new Running("defragmenting_the_flux"));

    backend.showStatus(Optional.empty());
    assertThat(end(job)).isInstanceOf(Succeeded.class);
  }

  @Test
  void aJobThatIsStuckStaysRunning() {
    TrainingJob job = created();
    assumeTrue(backend.showStatus(Optional.of("running")));

    for (int look = 0; look < 5; look++) {
      assertThat(tuner.poll(job)).isInstanceOf(Running.class);
    }
  }

  @Test
  void aJobThatEndsWithoutAModelSaysWhyInACleanLine() {
    assumeFalse(backend.endsAtOnce());
    backend.failTraining(
        "the loss went to\nNaN for " + Backend.PERSON + " with key " + Backend.KEY);
    TrainingJob job = created();

    JobProgress end = end(job);

    assertThat(end).isInstanceOf(Ended.class);
    String reason = ((Ended) end).reason();
    assertThat(reason).contains("NaN").doesNotContain("\n").hasSizeLessThan(500);
    assertHarmless(reason);
  }

  @Test
  void aJobIsCancelledAndToldSoTwice() {
    assumeFalse(backend.endsAtOnce());
    TrainingJob job = created();

    tuner.cancel(job);
    backend.adapter().cancel(job);

    assertThat(end(job)).isInstanceOf(Ended.class);
    tuner.cancel(job);
    assertThat(backend.jobs()).isEqualTo(1);
  }

  @Test
  void cancellingAJobThatHasEndedChangesNothing() {
    TrainingJob job = created();
    JobProgress end = end(job);

    tuner.cancel(job);

    assertThat(tuner.poll(job)).isEqualTo(end);
  }

  @Test
  void anUploadWhoseAnswerWasLostIsFoundAgain() {
    assumeTrue(backend.arrange(Trouble.LOST_ANSWER, Step.UPLOAD));
    assertUnavailable(catchThrowable(() -> tuner.upload(planned)));

    TrainingJob again = PaperJob.resumed(planned, null);
    Optional<String> found = backend.adapter().findUpload(again);

    assertThat(found).isPresent();
    backend.uploads().ifPresent(uploads -> assertThat(uploads).isEqualTo(1));
    String job = tuner.createJob(again.withFile(found.orElseThrow()));
    assertThat(end(again.withFile(found.orElseThrow()).withJob(job))).isInstanceOf(Succeeded.class);
  }

  @Test
  void anUploadThatNeverArrivedIsNotFound() {
    TrainingJob other = PaperJob.planned(folder, tuner, "other", 1);
    tuner.upload(other);

    assertThat(tuner.findUpload(PaperJob.resumed(planned, null))).isEmpty();
  }

  @Test
  void aJobWhoseAnswerWasLostIsFoundAgainAndNoneIsMadeTwice() {
    TrainingJob uploaded = uploaded();
    TrainingJob begun = PaperJob.resumed(uploaded, clock().instant());
    assumeTrue(backend.arrange(Trouble.LOST_ANSWER, Step.CREATE));
    assertUnavailable(catchThrowable(() -> tuner.createJob(begun)));

    Optional<String> found = backend.adapter().findJob(begun);

    assertThat(found).isPresent();
    assertThat(backend.jobs()).isEqualTo(1);
    assertThat(end(begun.withJob(found.orElseThrow()))).isInstanceOf(Succeeded.class);
  }

  @Test
  void aJobThatNeverArrivedIsNotFoundOnceItsCallMustBeDead() {
    TrainingJob begun = PaperJob.resumed(uploaded(), clock().instant());
    backend.letCallsDie();

    assertThat(tuner.findJob(begun)).isEmpty();
  }

  @Test
  void aJobOfAnotherDatasetIsNotTheOneThatWasLost() {
    TrainingJob other = PaperJob.planned(folder, tuner, "other", 1);
    TrainingJob sent = other.withFile(tuner.upload(other));
    tuner.createJob(sent);
    TrainingJob begun = PaperJob.resumed(uploaded(), clock().instant());
    backend.letCallsDie();

    assertThat(tuner.findJob(begun)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Step.class, names = "EVENTS", mode = Mode.EXCLUDE)
  void aRefusalIsRefusedAndSaysWhatToDo(Step step) {
    Runnable call = prepared(step);
    assumeTrue(backend.arrange(Trouble.REFUSED, step));

    Throwable thrown = catchThrowable(call::run);

    assertThat(thrown).isInstanceOf(RefusedException.class);
    assertThat(thrown.getMessage()).matches(WHAT_TO_DO);
    assertHarmless(thrown);
  }

  @ParameterizedTest
  @EnumSource(value = Step.class, names = "EVENTS", mode = Mode.EXCLUDE)
  void aBusyServiceIsAskedAgainWhenItSays(Step step) {
    Runnable call = prepared(step);
    assumeTrue(backend.arrange(Trouble.BUSY_WITH_DELAY, step));

    Throwable thrown = catchThrowable(call::run);

    assertUnavailable(thrown);
    assertThat(((UnavailableException) thrown).retryAfter()).contains(Backend.ASKED_DELAY);
  }

  @ParameterizedTest
  @EnumSource(value = Step.class, names = "EVENTS", mode = Mode.EXCLUDE)
  void aBusyServiceThatDoesNotSayWhenIsAskedAgain(Step step) {
    Runnable call = prepared(step);
    assumeTrue(backend.arrange(Trouble.BUSY, step));

    assertUnavailable(catchThrowable(call::run));

    call.run();
  }

  @ParameterizedTest
  @EnumSource(value = Step.class, names = "EVENTS", mode = Mode.EXCLUDE)
  void halfAReplyIsNoSuccess(Step step) {
    assertNoSuccess(Trouble.HALF_REPLY, step);
  }

  @ParameterizedTest
  @EnumSource(value = Step.class, names = "EVENTS", mode = Mode.EXCLUDE)
  void aReplyThatNobodyCanReadIsNoSuccess(Step step) {
    assertNoSuccess(Trouble.GARBAGE, step);
  }

  @ParameterizedTest
  @EnumSource(value = Step.class, names = "EVENTS", mode = Mode.EXCLUDE)
  void aReplyThatNeverEndsIsWaitedForNoLongerThanItsDeadline(Step step) {
    assertNoSuccess(Trouble.SILENCE, step);
  }

  /** Events are for show: a job trains without them, so having none is an answer. */
  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"LOST_ANSWER"},
      mode = Mode.EXCLUDE)
  void withoutEventsAJobGoesOn(Trouble trouble) {
    TrainingJob job = created();
    assumeTrue(backend.arrange(trouble, Step.EVENTS));

    AtomicReference<List<TrainingEvent>> told = new AtomicReference<>(List.of());
    Throwable thrown = catchThrowable(() -> told.set(tuner.events(job)));

    assertThat(told.get()).isEmpty();
    if (thrown != null) {
      assertUnavailable(thrown);
    }
    assertThat(end(job)).isInstanceOf(Succeeded.class);
  }

  @Test
  void aBackendThatIsNotThereIsNoticedByTheCheck() {
    FineTuner nobody = backend.adapterOfNobody();

    Throwable thrown = catchThrowable(() -> nobody.check(CLIENT));

    assertThat(thrown).isInstanceOf(FailureException.class);
    assertThat(thrown.getMessage()).contains(nobody.destination().getHost());
    assertHarmless(thrown);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void behindAClosedGateNothingIsSent(Step step) {
    FineTuner closed = backend.adapterBehindClosedGate().orElse(null);
    assumeTrue(closed != null);
    TrainingJob job = planned.withFile("file-1").withJob("job-1");
    int before = backend.calls();

    assertThatThrownBy(() -> run(closed, step, job))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("egress_refused"));

    assertThat(backend.calls()).isEqualTo(before);
  }

  private void assertNoSuccess(Trouble trouble, Step step) {
    Runnable call = prepared(step);
    assumeTrue(backend.arrange(trouble, step));

    long begun = System.nanoTime();
    Throwable thrown = catchThrowable(call::run);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
    assertThat(thrown).isInstanceOfAny(RefusedException.class, UnavailableException.class);
    assertHarmless(thrown);
  }

  /** The call of this step, with all before it done. */
  private Runnable prepared(Step step) {
    TrainingJob job =
        switch (step) {
          case CHECK, FIND_UPLOAD, UPLOAD -> planned;
          case FIND_JOB, CREATE -> PaperJob.resumed(uploaded(), Instant.EPOCH);
          case POLL, EVENTS, CANCEL -> created();
        };
    return () -> run(tuner, step, job);
  }

  private static void run(FineTuner asked, Step step, TrainingJob job) {
    switch (step) {
      case CHECK -> asked.check(CLIENT);
      case FIND_UPLOAD -> asked.findUpload(job);
      case UPLOAD -> asked.upload(job);
      case FIND_JOB -> asked.findJob(job);
      case CREATE -> asked.createJob(job);
      case POLL -> asked.poll(job);
      case EVENTS -> asked.events(job);
      case CANCEL -> asked.cancel(job);
    }
  }

  private TrainingJob uploaded() {
    return planned.withFile(tuner.upload(planned));
  }

  private TrainingJob created() {
    TrainingJob uploaded = uploaded();
    return uploaded.withJob(tuner.createJob(uploaded));
  }

  private JobProgress end(TrainingJob job) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> tuner.poll(job), progress -> !(progress instanceof Running));
  }

  private static void assertUnavailable(Throwable thrown) {
    assertThat(thrown).isInstanceOf(UnavailableException.class);
    assertThat(thrown.getMessage()).isNotBlank();
    assertHarmless(thrown);
  }

  /** Neither it nor what caused it tells what it must not. */
  private static void assertHarmless(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      assertHarmless(String.valueOf(each.getMessage()));
    }
  }

  private static void assertHarmless(String text) {
    assertThat(text)
        .doesNotContain(Backend.KEY)
        .doesNotContain(Backend.PERSON)
        .doesNotContain(Backend.LINE);
  }
}
