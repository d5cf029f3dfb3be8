package ai.organized.flywheel.cycle;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.Part;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.train.JobStatuses;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one question: a new dataset with a planned training, or the reason why not. */
public final class TurnCycle {
  private static final Logger LOG = LoggerFactory.getLogger(TurnCycle.class);

  /** How long a server that did not say when is left alone. */
  private static final Duration BUSY = Duration.ofMinutes(1);

  private final AccountStates states;
  private final DatasetStore datasets;
  private final ModelRegistry registry;
  private final JobStatuses jobs;
  private final OpenQuestions cycles;
  private final OpenQuestions collections;
  private final Outbox outbox;
  private final StartTraining training;
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
      StartTraining training) {
    this.states = states;
    this.datasets = datasets;
    this.registry = registry;
    this.jobs = jobs;
    this.cycles = cycles;
    this.collections = collections;
    this.outbox = outbox;
    this.training = training;
    this.rule = new RetrainRule(settings.dataset(), settings.cycle());
  }

  /** Whether the question can be answered now; otherwise it is asked again later. */
  public boolean isTime(Question question) {
    if (jobs.underWay(question.client()).isPresent()) {
      cycles.later(question, "a version is still on its way; asked again after its verdict");
      return false;
    }
    if (collections.isOpen(question.client())) {
      cycles.later(question, "the account state is being collected; asked again after it");
      return false;
    }
    return true;
  }

  /**
   * @param plan what a dataset of the client would hold now
   */
  public void answer(Question question, DatasetPlan plan) {
    String answer = answer(plan);
    LOG.info("{} asked after {}: {}", question.client(), question.because(), answer);
    cycles.answer(question, answer);
    registry.project(question.client());
  }

  /**
   * A question that could not be answered is answered with the reason, and people are told; one
   * that met a busy server stays open.
   */
  public void failed(Question question, Throwable thrown) {
    if (thrown instanceof UnavailableException busy) {
      LOG.warn("{} asked after {}: {}", question.client(), question.because(), busy.getMessage());
      cycles.later(question, busy.getMessage(), busy.retryAfter().orElse(BUSY));
      return;
    }
    if (thrown instanceof RefusedException known && known.code().equals("another_under_way")) {
      cycles.later(question, "a person's submit was faster; asked again after its verdict");
      return;
    }
    String reason =
        thrown instanceof FailureException known
            ? known.getMessage()
            : "an error on our side (" + thrown.getClass().getSimpleName() + "); see the log";
    LOG.error("{} asked after {}: {}", question.client(), question.because(), reason, thrown);
    outbox.add(question.client(), "failed", question.client() + ": no new version, " + reason);
    cycles.answer(question, reason); // last: killed before it, the question is asked again
  }

  private String answer(DatasetPlan plan) {
    ClientId client = plan.client();
    Optional<Dataset> same = datasets.withHash(client, plan.hash());
    Optional<Dataset> trained = newestTrained(client);
    RetrainRule.Answer answer =
        rule.answer(
            new RetrainRule.Facts(
                plan.count(Part.TRAIN),
                plan.newLines(linesOf(trained)),
                trained.isPresent(),
                containerReplaced(client, trained),
                same.filter(this::isTrained).isPresent()));
    if (!answer.train()) {
      return answer.reason();
    }
    try {
      StartTraining.Start start = training.plan(plan, same);
      return said(answer, begun(plan, same, start), start);
    } catch (RefusedException e) {
      return answer.reason() + ", but " + e.getMessage();
    }
  }

  private Dataset begun(DatasetPlan plan, Optional<Dataset> same, StartTraining.Start start) {
    if (same.isEmpty()) {
      return datasets.save(plan, (handle, saved) -> training.begin(handle, saved, start));
    }
    // built by hand, and trained on by nobody yet
    datasets.addTo(same.get(), (handle, dataset) -> training.begin(handle, dataset, start));
    return same.get();
  }

  private static String said(
      RetrainRule.Answer answer, Dataset dataset, StartTraining.Start start) {
    return answer.reason()
        + ": training version "
        + dataset.version()
        + " with "
        + start.choice().tuner().provider()
        + ", "
        + start.choice().why();
  }

  private Optional<Dataset> newestTrained(ClientId client) {
    return registry.versions(client).stream()
        .map(ModelVersion::version)
        .max(Comparator.naturalOrder())
        .flatMap(version -> datasets.find(client, version));
  }

  private boolean isTrained(Dataset dataset) {
    return registry.versions(dataset.client()).stream()
        .anyMatch(model -> model.version() == dataset.version());
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
