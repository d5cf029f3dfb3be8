package ai.organized.flywheel.wiring;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.account.CollectAccount;
import ai.organized.flywheel.account.CollectGtmDrop;
import ai.organized.flywheel.account.GtmExports;
import ai.organized.flywheel.account.googleads.GoogleAds;
import ai.organized.flywheel.account.gtm.GtmThroughMcp;
import ai.organized.flywheel.account.memory.ClaudeMem;
import ai.organized.flywheel.account.meta.Meta;
import ai.organized.flywheel.account.source.AskSource;
import ai.organized.flywheel.account.stape.Stape;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.cycle.StartTraining;
import ai.organized.flywheel.cycle.SubmitTraining;
import ai.organized.flywheel.cycle.TurnCycle;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.experiment.ExperimentStore;
import ai.organized.flywheel.experiment.ImportDrop;
import ai.organized.flywheel.experiment.ImportExperiments;
import ai.organized.flywheel.experiment.ImportPosted;
import ai.organized.flywheel.failure.AnswerFailure;
import ai.organized.flywheel.mcp.McpClient;
import ai.organized.flywheel.mcp.McpServer;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.notify.SlackWebhook;
import ai.organized.flywheel.notify.TellPeople;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.remote.ReadReply;
import ai.organized.flywheel.serve.FindServedModel;
import ai.organized.flywheel.serve.LocalModels;
import ai.organized.flywheel.serve.ModelPlaces;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.Settings.Accounts;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.Lease;
import ai.organized.flywheel.train.Budget;
import ai.organized.flywheel.train.ChooseTrack;
import ai.organized.flywheel.train.EstimateCost;
import ai.organized.flywheel.train.FineTuners;
import ai.organized.flywheel.train.JobStatuses;
import ai.organized.flywheel.train.PollJob;
import ai.organized.flywheel.train.SubmitAgain;
import ai.organized.flywheel.train.TrainingEvents;
import ai.organized.flywheel.train.TrainingFailure;
import ai.organized.flywheel.train.TrainingJobs;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;

/** Makes every object and binds it under the name by which the routes call it. */
final class Wiring {
  /** Longer than any single step; a dead process's lease does not wait for it. */
  static final Duration LEASE = Duration.ofMinutes(10);

  /** What is taken at once is worked off in so many turns at most, each as long as a source may. */
  private static final int TURNS = 3;

  /** An embedder that has to load its model first. */
  private static final Duration PATIENT = Duration.ofMinutes(2);

  /** The longest that one call of a training may take: a large file on a slow line. */
  private static final Duration TRANSFER = Duration.ofMinutes(30);

  private Wiring() {}

  /** The same in every process. */
  static OpenQuestions collections(Settings settings, Jdbi jdbi, Clock clock) {
    Duration length = LEASE.plus(settings.accounts().timeout().multipliedBy(TURNS));
    return new OpenQuestions(
        jdbi, "account_collections", Lease.of("collections", length, clock), Duration.ZERO);
  }

  /** The same in every process. */
  static OpenQuestions cycles(Settings settings, Jdbi jdbi, Clock clock) {
    return new OpenQuestions(
        jdbi, "cycles", Lease.of("cycles", LEASE, clock), settings.cycle().settle());
  }

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
    main.bind("wholeReplyInTime", new WholeReplyInTime(settings.openAi().timeout()));
    main.bind("answerFailure", new AnswerFailure());
    CallRemote remote = CallRemote.ofSources(main);

    RedactionKeys keys = new RedactionKeys(jdbi, clock, settings.dataset().redactionKey().value());
    ExperimentStore experiments = new ExperimentStore(jdbi, clock);
    ImportExperiments importExperiments = new ImportExperiments(experiments, clients, keys);
    main.bind("importDrop", new ImportDrop(importExperiments));
    main.bind("importPosted", new ImportPosted(importExperiments, clients));

    AccountStates states = new AccountStates(jdbi, clients, clock);
    GtmExports exports = new GtmExports(jdbi, clock);
    main.bind("collectGtmDrop", new CollectGtmDrop(exports, clients));
    OpenQuestions collections = collections(settings, jdbi, clock);
    main.bind("clients", clients);
    main.bind("collections", collections);
    main.bind("askSource", new AskSource());
    OpenQuestions cycles = cycles(settings, jdbi, clock);
    main.bind("cycles", cycles);
    main.bind(
        "collectAccount",
        new CollectAccount(
            clients,
            sources(settings.accounts(), guard, remote, clock),
            settings.accounts(),
            exports,
            states,
            collections,
            cycles));

    DatasetStore datasets = new DatasetStore(jdbi, clients, clock);
    ModelRegistry registry = new ModelRegistry(jdbi, clients, clock);
    registry.projectAll();
    Outbox outbox = new Outbox(jdbi, Lease.of("outbox", LEASE, clock));
    main.bind("outbox", outbox);
    main.bind("tellPeople", new TellPeople(outbox));
    main.bind("slackWebhook", new SlackWebhook(settings.slackWebhook()));

    TrainingJobs jobs =
        new TrainingJobs(
            jdbi,
            Lease.of("jobs", TRANSFER.plus(LEASE), clock),
            registry,
            clients,
            settings.openAi().poll());
    TrainingFailure trainingFailure = new TrainingFailure(jdbi, jobs, registry, outbox);
    main.bind("trainingJobs", jobs);
    main.bind("trainingFailure", trainingFailure);
    EstimateCost cost =
        new EstimateCost(BindEvaluation.prices(settings), settings.training().epochs());
    main.bind(
        "pollJob",
        new PollJob(
            jobs,
            new TrainingEvents(jdbi),
            trainingFailure,
            cost,
            settings.training().longest(),
            clock));
    FineTuners tuners =
        AllFineTuners.of(settings, new CallRemote(main, TRANSFER), clients, guard, clock);
    main.bind("fineTuners", tuners);
    BindEvaluation.bind(main, settings, jdbi, clients, datasets, registry, jobs, outbox, clock);

    JobStatuses statuses = new JobStatuses(jdbi, clock);
    StartTraining training =
        new StartTraining(
            clients,
            registry,
            new ChooseTrack(tuners, guard),
            cost,
            new Budget(jdbi, settings.training(), clock),
            jobs,
            outbox);
    main.bind(
        "submitTraining",
        new SubmitTraining(
            datasets,
            registry,
            statuses,
            tuners,
            training,
            new SubmitAgain(jdbi, registry, clock),
            settings.dataset().minTrainingLines()));
    main.bind(
        "turnCycle",
        new TurnCycle(
            settings, states, datasets, registry, statuses, cycles, collections, outbox, training));
    BindDatasets.bind(
        main, settings, jdbi, clients, states, datasets, keys, new CallRemote(main, PATIENT));

    main.bind(
        "findServedModel",
        new FindServedModel(
            clients,
            registry,
            datasets,
            guard,
            new ModelPlaces(settings),
            new LocalModels(clients, remote)));
  }

  private static CollectAccount.Sources sources(
      Accounts accounts, EgressGuard guard, CallRemote remote, Clock clock) {
    McpClient mcp = new McpClient(guard);
    return new CollectAccount.Sources(
        new GtmThroughMcp(mcp, McpServer.of("gtm", "GTM_MCP_URL", accounts.gtm())),
        new GoogleAds(
            mcp, McpServer.of("google_ads", "GOOGLE_ADS_MCP_URL", accounts.googleAds()), clock),
        new Meta(mcp, accounts, remote, clock),
        new Stape(mcp, accounts),
        new ClaudeMem(accounts, remote));
  }
}
