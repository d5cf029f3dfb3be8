package ai.organized.flywheel.cycle;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.cycle.Succession.Leaving;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.Part;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.notify.Message;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.train.JobStatuses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one question: a new dataset with a planned training, or the reason why not. */
public final class TurnCycle {
  private static final Logger LOG = LoggerFactory.getLogger(TurnCycle.class);

  /** How long a server that did not say when is left alone. */
  private static final Duration BUSY = Duration.ofMinutes(1);

  /** Code of a refusal: a person began a version while the question was being answered. */
  private static final String ANOTHER = "another_under_way";

  /** As soon as it has settled. */
  private static final Duration NOW = Duration.ZERO;

  private final AccountStates states;
  private final DatasetStore datasets;
  private final ModelRegistry registry;
  private final JobStatuses jobs;
  private final OpenQuestions cycles;
  private final OpenQuestions collections;
  private final Outbox outbox;
  private final AuditLog audit;
  private final BeginVersion beginVersion;
  private final Cursor cursor;
  private final CoolDown coolDown;
  private final Succession succession;
  private final Clock clock;
  private final RetrainRule rule;

  public TurnCycle(
      Settings settings,
      AccountStates states,
      DatasetStore datasets,
      ModelRegistry registry,
      JobStatuses jobs,
      OpenQuestions cycles,
      OpenQuestions collections,
      Outbox outbox,
      AuditLog audit,
      BeginVersion beginVersion,
      Cursor cursor,
      CoolDown coolDown,
      Succession succession,
      Clock clock) {
    this.states = states;
    this.datasets = datasets;
    this.registry = registry;
    this.jobs = jobs;
    this.cycles = cycles;
    this.collections = collections;
    this.outbox = outbox;
    this.audit = audit;
    this.beginVersion = beginVersion;
    this.cursor = cursor;
    this.coolDown = coolDown;
    this.succession = succession;
    this.clock = clock;
    this.rule = new RetrainRule(settings.dataset(), settings.cycle());
  }

  /** Whether the question can be answered now; otherwise it is asked again later. */
  public boolean isTime(Question question) {
    if (jobs.underWay(question.client()).isPresent()) {
      later(question, "a version is still on its way; asked again after its verdict", NOW);
      return false;
    }
    if (collections.isOpen(question.client())) {
      later(question, "the account state is being collected; asked again after it", NOW);
      return false;
    }
    return true;
  }

  private void later(Question question, String answer, Duration wait) {
    cycles.later(question, answer, wait);
    registry.project(question.client());
  }

  /**
   * @param plan what a dataset of the client would hold now
   */
  public void answer(Question question, DatasetPlan plan) {
    ClientId client = question.client();
    Optional<Dataset> same = datasets.withHash(client, plan.hash());
    Optional<Leaving> leaving = succession.wanted(client);
    RetrainRule.Answer answer = rule.answer(facts(plan, same, leaving));
    Optional<Instant> cool = coolDown.end(client).filter(end -> answer.train());
    if (cool.isPresent()) {
      String until = answer.reason() + "; the next version is begun after " + cool.get();
      later(question, until, Duration.between(clock.instant(), cool.get()));
      return;
    }
    if (answer.train()) {
      begin(question, plan, same, leaving, answer.reason());
    } else {
      notTraining(question, answer.reason());
    }
    registry.project(client);
  }

  private void begin(
      Question question,
      DatasetPlan plan,
      Optional<Dataset> same,
      Optional<Leaving> leaving,
      String reason) {
    try {
      String begun = beginVersion.begin(plan, same, leaving, reason);
      LOG.info("{} asked after {}: {}", question.client(), question.because(), begun);
      cycles.answer(question, begun);
    } catch (RefusedException e) {
      if (e.code().equals(ANOTHER)) {
        throw e;
      }
      notTraining(question, reason + ", but " + e.getMessage());
    }
  }

  private void notTraining(Question question, String reason) {
    ClientId client = question.client();
    LOG.info("{} asked after {}: {}", client, question.because(), reason);
    cycles.answer(
        question,
        reason,
        handle -> audit.add(handle, AuditLog.LOOP, Action.NOT_TRAINING, client, null, reason));
  }

  /**
   * A question that could not be answered is answered with the reason, and people are told; one
   * that met a busy server stays open.
   */
  public void failed(Question question, Throwable thrown) {
    ClientId client = question.client();
    if (thrown instanceof UnavailableException busy) {
      LOG.warn("{} asked after {}: {}", client, question.because(), busy.getMessage());
      later(question, busy.getMessage(), busy.retryAfter().orElse(BUSY));
      return;
    }
    if (thrown instanceof RefusedException known && known.code().equals(ANOTHER)) {
      later(question, "a person's submit was faster; asked again after its verdict", NOW);
      return;
    }
    String reason =
        thrown instanceof FailureException known
            ? known.getMessage()
            : "an error on our side (" + thrown.getClass().getSimpleName() + "); see the log";
    LOG.error("{} asked after {}: {}", client, question.because(), reason, thrown);
    Message message =
        Message.of("failed", client + ": no new version", client + ": no new version, " + reason)
            .with("Asked after", question.because());
    cycles.answer(
        question,
        reason,
        handle -> {
          outbox.add(handle, client, message);
          audit.add(handle, AuditLog.LOOP, Action.FAILED, client, null, reason);
        });
    registry.project(client);
  }

  private RetrainRule.Facts facts(
      DatasetPlan plan, Optional<Dataset> same, Optional<Leaving> leaving) {
    ClientId client = plan.client();
    Optional<Dataset> trained = cursor.newest(client);
    return new RetrainRule.Facts(
        plan.count(Part.TRAIN),
        plan.newLines(linesOf(trained)),
        trained.isPresent(),
        containerReplaced(client, trained),
        same.filter(cursor::isPast).isPresent(),
        leaving.map(Leaving::words));
  }

  private Set<String> linesOf(Optional<Dataset> dataset) {
    return dataset
        .map(trained -> datasets.trainedBy(trained.client(), trained.version()))
        .orElse(Set.of());
  }

  private boolean containerReplaced(ClientId client, Optional<Dataset> trained) {
    return trained
        .flatMap(Dataset::accountStateVersion)
        .map(version -> states.isMajorStepSince(client, version))
        .orElse(false);
  }
}
