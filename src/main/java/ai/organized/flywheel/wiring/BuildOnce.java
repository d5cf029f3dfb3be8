package ai.organized.flywheel.wiring;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.cycle.BeginDataset;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.DeadLeases;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;

/**
 * One dataset by hand: the same route, without those that wait for something. It holds the client's
 * question of the cycle meanwhile, so that no other process builds the same version; the question
 * stays open, because a version that was built is not trained yet.
 */
public final class BuildOnce {
  private static final String ROUTES = "build-dataset,remote,failures";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Settings settings;
  private final Clock clock;

  public BuildOnce(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param maxDroppedShare how much dedup may drop this time; empty: as the settings say
   * @param progress told in words what is being done
   * @param use saves the plan, or only looks at it
   */
  public <T> T build(
      ClientId client,
      OptionalDouble maxDroppedShare,
      Consumer<String> progress,
      Function<DatasetPlan, T> use) {
    try (Database database = Database.pooled(settings.places().store(), 4)) {
      OpenQuestions cycles = Wiring.cycles(settings, database.jdbi(), clock);
      DatasetStore datasets =
          new DatasetStore(database.jdbi(), new Clients(settings.places().clients()), clock);
      boolean wasOpen = cycles.isOpen(client);
      String answer = cycles.lastAnswer(client).orElse("");
      Optional<Dataset> before = datasets.newest(client);
      Question mine = take(database.jdbi(), cycles, client);
      try {
        return use.apply(plan(database, client, maxDroppedShare, progress));
      } finally {
        if (wasOpen || !datasets.newest(client).equals(before)) {
          cycles.later(mine, "a dataset was built by hand; asked again");
        } else {
          cycles.answer(mine, answer); // nothing was written: as if nobody had asked
        }
      }
    }
  }

  private static Question take(Jdbi jdbi, OpenQuestions cycles, ClientId client) {
    cycles.ask(List.of(client), "a build by hand");
    Deadline patience = Deadline.in(PATIENCE);
    while (true) {
      DeadLeases.free(jdbi); // of a command that was killed, perhaps only now
      Optional<Question> mine = cycles.takeOf(client);
      if (mine.isPresent()) {
        return mine.get();
      }
      patience.require("Another process, which builds a dataset of " + client + ",");
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnavailableException("Stopped while another process builds " + client, null, e);
      }
    }
  }

  private DatasetPlan plan(
      Database database, ClientId client, OptionalDouble maxDropped, Consumer<String> progress) {
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure().withBasePackageScanEnabled(false);
    main.setOverrideProperties(Application.routeProperties(settings, ROUTES));
    Clients clients = new Clients(settings.places().clients());
    BeginDataset begin =
        new BeginDataset(
            settings.dataset(),
            clients,
            new AccountStates(database.jdbi(), clients, clock),
            new DatasetStore(database.jdbi(), clients, clock));
    try {
      Wiring.bind(main, settings, database, clock);
      main.start();
      return main.getCamelTemplate()
          .requestBody(
              "direct:build-dataset", begin.begun(client, maxDropped, progress), DatasetPlan.class);
    } catch (CamelExecutionException e) {
      if (e.getCause() instanceof FailureException known) {
        throw known;
      }
      throw new BrokenException("no dataset was built: " + Application.rootMessage(e), e);
    } catch (FailureException e) {
      throw e;
    } catch (Exception e) {
      throw new BrokenException("the routes did not start: " + Application.rootMessage(e), e);
    } finally {
      main.stop();
    }
  }
}
