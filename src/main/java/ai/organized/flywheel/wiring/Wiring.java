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
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.experiment.ExperimentStore;
import ai.organized.flywheel.experiment.ImportDrop;
import ai.organized.flywheel.experiment.ImportExperiments;
import ai.organized.flywheel.experiment.ImportPosted;
import ai.organized.flywheel.failure.AnswerFailure;
import ai.organized.flywheel.gateway.EventLoops;
import ai.organized.flywheel.mcp.McpClient;
import ai.organized.flywheel.mcp.McpServer;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.notify.SlackWebhook;
import ai.organized.flywheel.notify.TellPeople;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.remote.ReadReply;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.Settings.Accounts;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.Lease;
import ai.organized.flywheel.telemetry.QueuedTelemetry;
import ai.organized.flywheel.train.EstimateCost;
import ai.organized.flywheel.train.FineTuners;
import ai.organized.flywheel.train.PollJob;
import ai.organized.flywheel.train.TrainingEvents;
import ai.organized.flywheel.train.TrainingFailure;
import ai.organized.flywheel.train.TrainingJobs;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.VertxOptions;
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
    // Camel's server takes them by their type; without the native library Vert.x takes the JDK's.
    main.bind(
        "vertxOptions",
        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(EventLoops.usual()));
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

    Outbox outbox = new Outbox(jdbi, Lease.of("outbox", LEASE, clock));
    main.bind("outbox", outbox);
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
            cycles,
            outbox));

    DatasetStore datasets = new DatasetStore(jdbi, clients, clock);
    ModelRegistry registry = new ModelRegistry(jdbi, clients, clock);
    SlackWebhook slackWebhook =
        new SlackWebhook(client -> settings.slackWebhook(client.value()), clock);
    main.bind("tellPeople", new TellPeople(outbox, slackWebhook));
    main.bind("slackWebhook", slackWebhook);
    AuditLog audit = new AuditLog(jdbi, clock);

    TrainingJobs jobs =
        new TrainingJobs(
            jdbi,
            Lease.of("jobs", TRANSFER.plus(LEASE), clock),
            registry,
            clients,
            settings.openAi().poll());
    TrainingFailure trainingFailure = new TrainingFailure(jdbi, jobs, registry, outbox, audit);
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
    BindEvaluation.bind(
        main, settings, jdbi, clients, datasets, registry, jobs, outbox, audit, clock);

    BindCycle.bind(
        main,
        settings,
        jdbi,
        clock,
        new BindCycle.Parts(
            clients,
            states,
            datasets,
            registry,
            jobs,
            tuners,
            cost,
            cycles,
            collections,
            outbox,
            audit,
            guard,
            remote));
    BindDatasets.bind(
        main, settings, jdbi, clients, states, datasets, keys, new CallRemote(main, PATIENT));

    MeterRegistry meters = BindHealth.registry(main);
    BindAccess.bind(main, settings);
    QueuedTelemetry telemetry =
        BindMeasuring.bind(main, settings, jdbi, clients, keys, new AnswerMeters(meters), clock);
    BindHealth.bind(main, meters, telemetry, jdbi, clock);
    BindMeasuring.bindWatch(main, settings, jdbi, clients, datasets, registry, outbox, clock);
    BindServing.bind(
        main, settings, jdbi, clients, states, datasets, registry, guard, keys, remote, clock);
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
