package ai.organized.flywheel.cycle;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.dataset.BuildSteps;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.train.Budget;
import ai.organized.flywheel.train.ChooseTrack;
import ai.organized.flywheel.train.EstimateCost;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.FineTuners;
import ai.organized.flywheel.train.JobStatuses;
import ai.organized.flywheel.train.SubmitAgain;
import ai.organized.flywheel.train.openai.OpenAiFineTuner;
import ai.organized.flywheel.validate.Prices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** The cycle of one store, with the settings that hold when nothing is configured. */
final class Turning {
  /** When it is in the environment there are two providers, else one. */
  static final String PROVIDERS = "FLYWHEEL_TRAIN_PROVIDERS";

  final TemporaryStore store;
  final OpenQuestions cycles;
  final OpenQuestions collections;
  final TurnCycle turnCycle;
  private final Settings settings;
  private final BeginDataset begin;

  /**
   * @param environment what it says beside the key of a provider, which an empty value takes away
   */
  Turning(Path folder, TemporaryStore store, Map<String, String> environment) {
    this(folder, store, environment, "1@1");
  }

  /**
   * @param process whose leases it takes
   */
  Turning(Path folder, TemporaryStore store, Map<String, String> environment, String process) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "OPENAI_API_KEY", "not-a-key",
                "OPENAI_BASE_URL", "http://127.0.0.1:9/v1",
                "FLYWHEEL_CYCLE_COOL_DOWN_MINUTES", "0"));
    all.putAll(environment);
    this.settings = SettingsReader.read(folder, new Properties(), all);
    this.store = store;
    this.cycles =
        new OpenQuestions(
            store.jdbi(), "cycles", store.lease(process + "/cycles"), settings.cycle().settle());
    this.collections =
        new OpenQuestions(
            store.jdbi(),
            "account_collections",
            store.lease(process + "/collections"),
            Duration.ZERO);
    AccountStates states = new AccountStates(store.jdbi(), store.clients(), store.clock());
    this.begin = new BeginDataset(settings.dataset(), store.clients(), states, store.datasets());
    EgressGuard guard = new EgressGuard(store.clients(), new OwnNetwork(List.of(), List.of()));
    FineTuners tuners = new FineTuners(tuners(environment.containsKey(PROVIDERS)), guard);
    Succession succession = new Succession(store.jdbi(), store.clock(), settings.drift().migrate());
    StartTraining training =
        new StartTraining(
            store.clients(),
            store.registry(),
            new ChooseTrack(tuners, guard),
            new EstimateCost(prices(), settings.training().epochs()),
            new Budget(store.jdbi(), settings.training(), store.clock()),
            store.jobs(process + "/jobs"),
            succession,
            store.outbox());
    JobStatuses jobs = new JobStatuses(store.jdbi(), store.clock());
    Cursor cursor = new Cursor(store.datasets(), store.registry(), jobs);
    AuditLog audit = new AuditLog(store.jdbi(), store.clock());
    this.turnCycle =
        new TurnCycle(
            settings,
            states,
            store.datasets(),
            store.registry(),
            jobs,
            cycles,
            collections,
            store.outbox(),
            audit,
            new BeginVersion(
                store.datasets(),
                training,
                new SubmitTraining(
                    store.datasets(),
                    store.registry(),
                    jobs,
                    tuners,
                    training,
                    new SubmitAgain(store.jdbi(), store.registry(), store.clock()),
                    settings.dataset().minTrainingLines()),
                cursor,
                store.outbox(),
                audit),
            cursor,
            new CoolDown(store.jdbi(), store.clock(), settings.cycle().coolDown()),
            succession,
            store.clock());
  }

  /** One that never answers, whose jobs are planned and wait; and one that is only named. */
  private List<FineTuner> tuners(boolean all) {
    Function<RemoteCall, RemoteReply> silent =
        call -> {
          throw new UnavailableException("nothing answers");
        };
    FineTuner openAi = new OpenAiFineTuner(settings.openAi(), silent, store.clock());
    return all
        ? List.of(openAi, new NamedTuner("ollama", Track.B, "llama3.1:8b"))
        : List.of(openAi);
  }

  private static Prices prices() {
    try {
      return Prices.read(Path.of("config/prices.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Question ask() {
    cycles.ask(List.of(ACME), "a drop");
    store.clock().turn(Duration.ofSeconds(2));
    return cycles.take().get(0);
  }

  /** Asks, has the question answered, and returns the answer. */
  String turn() {
    turn(ask());
    return cycles.lastAnswer(ACME).orElseThrow();
  }

  /** As the route does it. */
  void turn(Question question) {
    if (turnCycle.isTime(question)) {
      turnCycle.answer(question, plan(question.client()));
    }
  }

  DatasetPlan plan(ClientId client) {
    return BuildSteps.words(settings.dataset(), store.jdbi()).plan(begin.begin(client));
  }
}
