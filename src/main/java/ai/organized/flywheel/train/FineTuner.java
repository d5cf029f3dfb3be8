package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A way to train.
 *
 * <p>Every method that asks the outside throws {@code RefusedException} when trying again cannot
 * help and {@code UnavailableException} when it can; none waits longer than its own time-out. It
 * keeps nothing: what was begun and what came of it is in the table {@code training_jobs}, and the
 * routes say in which order.
 */
public interface FineTuner {
  /** As it stands in the registry. */
  String provider();

  Track track();

  /** What a person has to set before it can be used; empty when it is. */
  Optional<String> missing();

  /** Where a client's data would go: an address of http, https or ssh. */
  URI destination();

  /** What a new version is trained from. */
  String baseModel();

  /** Asks whether a training could be done now; sends nothing of the client's data. */
  void check(ClientId client);

  /** The id of an upload whose answer was lost. */
  Optional<String> findUpload(TrainingJob job);

  /** Gives the id of the uploaded file. */
  String upload(TrainingJob job);

  /**
   * The id of a job whose answer was lost. Empty only when there is none: while one may still be on
   * its way this is unavailable.
   */
  Optional<String> findJob(TrainingJob job);

  /** Gives the id of the job; from here on it costs money. */
  String createJob(TrainingJob job);

  JobProgress poll(TrainingJob job);

  /** Those newer than the job's newest, the oldest first; none when the provider tells none. */
  List<TrainingEvent> events(TrainingJob job);

  /** Ends the job; one that has ended already is no error. */
  void cancel(TrainingJob job);

  /** Removes what was uploaded for a job that was never created, where it would stay. */
  default void forget(TrainingJob job) {}
}
