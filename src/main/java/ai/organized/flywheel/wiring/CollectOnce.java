package ai.organized.flywheel.wiring;

import ai.organized.flywheel.account.CollectAccount;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.DeadLeases;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;

/**
 * One client's collection by hand: the same routes, without those that wait for something. When
 * another process takes the question first, its answer is waited for.
 */
public final class CollectOnce {
  private static final String ROUTES = "collect-sources,remote,failures";

  private CollectOnce() {}

  /**
   * @return the answer to the question: the version of the state, and why
   */
  public static String run(Settings settings, Database database, Clock clock, ClientId client) {
    OpenQuestions collections = Wiring.collections(settings, database.jdbi(), clock);
    collections.ask(List.of(client), CollectAccount.BY_HAND);
    Deadline patience = Deadline.in(settings.accounts().timeout().multipliedBy(3));
    while (collections.isOpen(client)) {
      DeadLeases.free(database.jdbi()); // of a command that was killed, perhaps only now
      Optional<Question> mine = collections.takeOf(client);
      if (mine.isPresent()) {
        // whoever asked meanwhile, for whatever reason: this command wants the sources asked
        Question byHand = new Question(client, mine.get().askedAt(), CollectAccount.BY_HAND);
        collect(settings, clock, byHand);
        break;
      }
      pause(patience, client);
    }
    return collections.lastAnswer(client).orElse("no answer");
  }

  private static void collect(Settings settings, Clock clock, Question question) {
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure().withBasePackageScanEnabled(false);
    main.setOverrideProperties(Application.routeProperties(settings, ROUTES));
    try (Database database = Database.pooled(settings.places().store(), 4)) {
      Wiring.bind(main, settings, database, clock);
      main.start();
      main.getCamelTemplate().requestBody("direct:collect-account-state", question);
    } catch (Exception e) {
      throw new BrokenException(
          "the sources of " + question.client() + " were not asked: " + Application.rootMessage(e),
          e);
    } finally {
      main.stop();
    }
  }

  private static void pause(Deadline patience, ClientId client) {
    patience.require("Another process, which collects the state of " + client + ",");
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Stopped while another process collects " + client, null, e);
    }
  }
}
