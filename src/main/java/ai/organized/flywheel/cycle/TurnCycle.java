package ai.organized.flywheel.cycle;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.PlanDataset;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.train.TrainingJobs;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one question: a new dataset with a planned training, or the reason why not. */
public final class TurnCycle {
  private static final Logger LOG = LoggerFactory.getLogger(TurnCycle.class);

  private final Settings settings;
  private final Clients clients;
  private final AccountStates states;
  private final DatasetStore datasets;
  private final ModelRegistry registry;
  private final TrainingJobs jobs;
  private final OpenQuestions cycles;
  private final OpenQuestions collections;
  private final Outbox outbox;
  private final RetrainRule rule;

  public TurnCycle(
      Settings settings,
      Clients clients,
      AccountStates states,
      DatasetStore datasets,
      ModelRegistry registry,
      TrainingJobs jobs,
      OpenQuestions cycles,
      OpenQuestions collections,
      Outbox outbox) {
    this.settings = settings;
    this.clients = clients;
    this.states = states;
    this.datasets = datasets;
    this.registry = registry;
    this.jobs = jobs;
    this.cycles = cycles;
    this.collections = collections;
    this.outbox = outbox;
    this.rule = new RetrainRule(settings.dataset(), settings.cycle());
  }

  public void turn(Question question) {
    if (jobs.isUnderWay(question.client())) {
      cycles.later(question, "a version is still on its way; asked again after its verdict");
      return;
    }
    if (collections.isOpen(question.client())) {
      cycles.later(question, "the account state is being collected; asked again after it");
      return;
    }
    String answer = answer(question.client());
    LOG.info("{} asked after {}: {}", question.client(), question.because(), answer);
    cycles.answer(question, answer);
    registry.project(question.client());
  }

  /** A question that could not be answered is answered with the reason, and people are told. */
  public void failed(Question question, Throwable thrown) {
    String reason =
        thrown instanceof FailureException known
            ? known.getMessage()
            : "an error on our side (" + thrown.getClass().getSimpleName() + "); see the log";
    LOG.error("{} asked after {}: {}", question.client(), question.because(), reason, thrown);
    outbox.add(question.client(), "failed", question.client() + ": no new version, " + reason);
    cycles.answer(question, reason); // last: killed before it, the question is asked again
  }

  private String answer(ClientId client) {
    DatasetPlan plan = plan(client);
    boolean hasDataset = datasets.newest(client).isPresent();
    RetrainRule.Answer answer =
        rule.answer(
            new RetrainRule.Facts(
                plan.train().size(),
                plan.newLines(trainedByNewest(client)),
                hasDataset,
                containerReplaced(client),
                datasets.hasHash(client, plan.hash())));
    if (!answer.train()) {
      return answer.reason();
    }
    if (!settings.openAi().isOn()) {
      return answer.reason() + ", but no provider is on; set OPENAI_API_KEY and start again";
    }
    Dataset dataset = datasets.save(plan, this::begin);
    return answer.reason() + ": training version " + dataset.version();
  }

  private void begin(org.jdbi.v3.core.Handle handle, Dataset dataset) {
    ClientId client = dataset.client();
    registry.begin(handle, client, dataset.version(), "a", "openai", settings.openAi().model());
    jobs.plan(handle, client, dataset.version());
    if (dataset.version() == 1) {
      outbox.add(
          handle,
          client,
          "gate_met",
          client
              + " has "
              + dataset.trainingLines()
              + " training lines; its first model is trained");
    }
  }

  /** What a dataset of the client would hold now. */
  public DatasetPlan plan(ClientId client) {
    ClientConfig config = clients.config(client);
    double threshold = config.scoreThreshold().orElse(settings.dataset().scoreThreshold());
    AccountStates.Prompt prompt = states.prompt(client, config.displayName());
    return new PlanDataset(settings.dataset())
        .plan(
            client,
            datasets.examples(client),
            threshold,
            datasets.asked(client),
            datasets.trained(client),
            prompt.text(),
            prompt.stateVersion());
  }

  private Set<String> trainedByNewest(ClientId client) {
    return datasets
        .newest(client)
        .map(newest -> datasets.trainedBy(client, newest.version()))
        .orElse(Set.of());
  }

  private boolean containerReplaced(ClientId client) {
    return datasets
        .newest(client)
        .flatMap(Dataset::accountStateVersion)
        .map(version -> states.isMajorStepSince(client, version))
        .orElse(false);
  }
}
