package ai.organized.flywheel.wiring;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.account.CollectGtmDrop;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.cycle.Cycles;
import ai.organized.flywheel.cycle.DecidePromotion;
import ai.organized.flywheel.cycle.TurnCycle;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.embed.LexicalEmbedder;
import ai.organized.flywheel.evaluate.Evaluation;
import ai.organized.flywheel.evaluate.Judge;
import ai.organized.flywheel.evaluate.ScoreAnswers;
import ai.organized.flywheel.experiment.ExperimentStore;
import ai.organized.flywheel.experiment.ImportDrop;
import ai.organized.flywheel.experiment.ImportExperiments;
import ai.organized.flywheel.experiment.ImportPosted;
import ai.organized.flywheel.failure.AnswerFailure;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.notify.SlackWebhook;
import ai.organized.flywheel.notify.TellPeople;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.remote.ReadReply;
import ai.organized.flywheel.serve.FindServedModel;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.Lease;
import ai.organized.flywheel.train.PollJob;
import ai.organized.flywheel.train.TrainingFailure;
import ai.organized.flywheel.train.TrainingJobs;
import ai.organized.flywheel.train.openai.OpenAiChat;
import ai.organized.flywheel.train.openai.OpenAiFineTuner;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;

/** Makes every object and binds it under the name by which the routes call it. */
final class Wiring {
  /** Longer than any single step; a dead process's lease does not wait for it. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private Wiring() {}

  static void bind(Main main, Settings settings, Database database, Clock clock) {
    Jdbi jdbi = database.jdbi();
    Clients clients = new Clients(settings.places().clients());
    EgressGuard guard =
        new EgressGuard(
            clients,
            new OwnNetwork(settings.egress().ownHosts(), settings.egress().outsideHosts()));
    main.bind("store", database.source());
    main.bind("json", Json.STRICT);
    main.bind("clock", clock);
    main.bind("egressGuard", guard);
    main.bind("readReply", new ReadReply());
    main.bind("answerFailure", new AnswerFailure());

    ExperimentStore experiments = new ExperimentStore(jdbi, clock);
    ImportExperiments importExperiments = new ImportExperiments(experiments, clients);
    main.bind("importDrop", new ImportDrop(importExperiments));
    main.bind("importPosted", new ImportPosted(importExperiments, clients));

    AccountStates states = new AccountStates(jdbi, clients, clock);
    main.bind("collectGtmDrop", new CollectGtmDrop(states, clients));

    DatasetStore datasets = new DatasetStore(jdbi, clients, clock);
    ModelRegistry registry = new ModelRegistry(jdbi, clients, clock);
    registry.projectAll();
    Outbox outbox = new Outbox(jdbi, Lease.of("outbox", LEASE, clock));
    main.bind("outbox", outbox);
    main.bind("tellPeople", new TellPeople(outbox));
    main.bind("slackWebhook", new SlackWebhook(settings.slackWebhook()));

    TrainingJobs jobs =
        new TrainingJobs(
            jdbi, Lease.of("jobs", LEASE, clock), registry, clients, settings.openAi().poll());
    TrainingFailure trainingFailure = new TrainingFailure(jdbi, jobs, registry, outbox);
    main.bind("trainingJobs", jobs);
    main.bind("trainingFailure", trainingFailure);
    main.bind("pollJob", new PollJob(jobs, trainingFailure));
    main.bind("fineTuner", new OpenAiFineTuner(settings.openAi(), clock));
    main.bind("askModel", new OpenAiChat(settings.openAi()));

    Evaluation evaluation =
        new Evaluation(
            jdbi,
            datasets,
            registry,
            new ScoreAnswers(new LexicalEmbedder()),
            new Judge(settings.evaluation()),
            clock);
    main.bind("evaluation", evaluation);
    main.bind("decidePromotion", new DecidePromotion(jdbi, evaluation, registry, jobs, outbox));

    Cycles cycles = new Cycles(jdbi, Lease.of("cycles", LEASE, clock), settings.cycle().settle());
    main.bind("cycles", cycles);
    main.bind(
        "turnCycle",
        new TurnCycle(settings, clients, states, datasets, registry, jobs, cycles, outbox));

    main.bind(
        "findServedModel",
        new FindServedModel(clients, registry, datasets, guard, settings.openAi()));
  }
}
