package ai.organized.flywheel.wiring;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.cycle.SubmitTraining;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.DeadLeases;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.TrainingJobs;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.main.Main;

/**
 * Trainings by hand: the routes of their steps, without those that wait for something. A job is
 * taken by the same lease as in a {@code run}, so that both may be at work.
 */
public final class TrainOnce implements AutoCloseable {
  private static final String ROUTES =
      "train-step,train-create,evaluate,recheck-step,remote,failures";

  private final Database database;
  private final Main main;

  private TrainOnce(Database database, Main main) {
    this.database = database;
    this.main = main;
  }

  /** Whether a {@code run} is at work on the store, which then does all that is to be done. */
  public static boolean isRunAlive(Settings settings) {
    return RunLock.isHeld(settings.places().data());
  }

  public static TrainOnce open(Settings settings, Clock clock) {
    Database database = Database.pooled(settings.places().store(), 4);
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure().withBasePackageScanEnabled(false);
    main.setOverrideProperties(Application.routeProperties(settings, ROUTES));
    TrainOnce once = new TrainOnce(database, main);
    try {
      Wiring.bind(main, settings, database, clock);
      main.start();
      return once;
    } catch (FailureException e) {
      once.close();
      throw e;
    } catch (Exception e) {
      once.close();
      throw new BrokenException("the routes did not start: " + Application.rootMessage(e), e);
    }
  }

  public SubmitTraining submissions() {
    return bound("submitTraining", SubmitTraining.class);
  }

  /** Lets go of what a killed process held. */
  public void freeDeadLeases() {
    DeadLeases.free(database.jdbi());
  }

  /**
   * Moves the job one step on; what goes wrong is written to its row.
   *
   * @return false when it is not due, or another process is at work on it
   */
  public boolean step(ClientId client, int version) {
    Optional<TrainingJob> job = bound("trainingJobs", TrainingJobs.class).takeOf(client, version);
    job.ifPresent(this::advance);
    return job.isPresent();
  }

  /** Answers the question whether a client's model is still good; false when it is taken. */
  public boolean recheck(ClientId client) {
    Optional<Question> question = bound("rechecks", OpenQuestions.class).takeOf(client);
    question.ifPresent(mine -> send("direct:recheck-champion", mine));
    return question.isPresent();
  }

  private void advance(TrainingJob job) {
    send("direct:advance-job", job);
  }

  private void send(String step, Object what) {
    try {
      main.getCamelTemplate().requestBody(step, what);
    } catch (CamelExecutionException e) {
      if (e.getCause() instanceof FailureException known) {
        throwUnlessTakenOver(known);
        return;
      }
      throw new BrokenException(
          "the step was not made: " + Application.rootMessage(e) + "; all is as it was", e);
    } catch (Exception e) {
      throw new BrokenException("the step was not made: " + Application.rootMessage(e), e);
    }
  }

  /** A step that took longer than its lease goes on where it was taken to. */
  private static void throwUnlessTakenOver(FailureException known) {
    if (!known.code().equals("lease_lost")) {
      throw known;
    }
  }

  private <T> T bound(String name, Class<T> type) {
    return main.getCamelContext().getRegistry().lookupByNameAndType(name, type);
  }

  @Override
  public void close() {
    main.stop();
    database.close();
  }
}
