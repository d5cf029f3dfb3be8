package ai.organized.flywheel.cycle;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
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
import ai.organized.flywheel.train.FineTuners;
import ai.organized.flywheel.train.JobStatuses;
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
    Map<String, String> all =
        new HashMap<>(
            Map.of("OPENAI_API_KEY", "not-a-key", "OPENAI_BASE_URL", "http://127.0.0.1:9/v1"));
    all.putAll(environment);
    this.settings = SettingsReader.read(folder, new Properties(), all);
    this.store = store;
    this.cycles =
        new OpenQuestions(
            store.jdbi(), "cycles", store.lease("1@1/cycles"), settings.cycle().settle());
    this.collections =
        new OpenQuestions(
            store.jdbi(), "account_collections", store.lease("1@1/collections"), Duration.ZERO);
    AccountStates states = new AccountStates(store.jdbi(), store.clients(), store.clock());
    this.begin = new BeginDataset(settings.dataset(), store.clients(), states, store.datasets());
    this.turnCycle =
        new TurnCycle(
            settings,
            states,
            store.datasets(),
            store.registry(),
            new JobStatuses(store.jdbi(), store.clock()),
            cycles,
            collections,
            store.outbox(),
            training(settings, store));
  }

  /** With a provider that never answers: its jobs are planned, and wait. */
  private static StartTraining training(Settings settings, TemporaryStore store) {
    EgressGuard guard = new EgressGuard(store.clients(), new OwnNetwork(List.of(), List.of()));
    Function<RemoteCall, RemoteReply> silent =
        call -> {
          throw new UnavailableException("nothing answers");
        };
    FineTuners tuners =
        new FineTuners(
            List.of(new OpenAiFineTuner(settings.openAi(), silent, store.clock())), guard);
    return new StartTraining(
        store.clients(),
        store.registry(),
        new ChooseTrack(tuners, guard),
        new EstimateCost(prices(), settings.training().epochs()),
        new Budget(store.jdbi(), settings.training(), store.clock()),
        store.jobs("1@1/jobs"),
        store.outbox());
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
