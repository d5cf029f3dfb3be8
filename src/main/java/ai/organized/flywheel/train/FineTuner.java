package ai.organized.flywheel.train;

import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;

/**
 * A provider that trains, as a codec: what to send, and what a reply means.
 *
 * <p>Every {@code read…} throws {@code RefusedException} when trying again cannot help and {@code
 * UnavailableException} when it can. A find reads an unchanged job when there is nothing to find.
 */
public interface FineTuner {
  /** As it stands in the registry. */
  String provider();

  /** Whether there is what it takes to call it, for instance a key. */
  boolean isOn();

  RemoteCall findUpload(TrainingJob job);

  TrainingJob readFoundUpload(TrainingJob job, RemoteReply reply);

  RemoteCall upload(TrainingJob job);

  TrainingJob readUpload(TrainingJob job, RemoteReply reply);

  RemoteCall findJob(TrainingJob job);

  TrainingJob readFoundJob(TrainingJob job, RemoteReply reply);

  RemoteCall createJob(TrainingJob job);

  TrainingJob readCreatedJob(TrainingJob job, RemoteReply reply);

  RemoteCall events(TrainingJob job);

  /** The newest event in one line, or empty. */
  String readNewestEvent(RemoteReply reply);

  RemoteCall poll(TrainingJob job);

  JobProgress readProgress(RemoteReply reply);
}
