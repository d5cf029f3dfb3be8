package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One walk from dataset to verdict, as it stood when it was taken from the table.
 *
 * @param resumed whether the step was begun before, and may have been done
 * @param fileId the provider's id of the uploaded file, or null
 * @param jobId the provider's id of the job, or null
 * @param eventId the newest event that was told, or null
 * @param intentAt when the last call that may have spent money was begun, or null
 * @param createdAt since when the provider has the job, or null
 * @param cancelAsked whether a person wants it to end
 * @param modelId the trained model, or null
 * @param trainingFile the lines, on disk
 * @param datasetHash SHA-256 of the dataset
 */
public record TrainingJob(
    ClientId client,
    int version,
    JobState state,
    boolean resumed,
    String provider,
    String fileId,
    String jobId,
    String eventId,
    Instant intentAt,
    Instant createdAt,
    boolean cancelAsked,
    int failures,
    String baseModel,
    String modelId,
    Path trainingFile,
    String datasetHash) {

  /** Tells the dataset, so that what was lost can be found again: {@code a-z 0-9 -} only. */
  public String runName() {
    return client + "-v" + version + "-" + datasetHash.substring(0, 12);
  }

  /** Name of the uploaded file. */
  public String uploadName() {
    return runName() + ".jsonl";
  }

  TrainingJob in(JobState next, boolean again) {
    return with(next, again, fileId, jobId);
  }

  public TrainingJob withFile(String id) {
    return with(state, resumed, id, jobId);
  }

  public TrainingJob withJob(String id) {
    return with(state, resumed, fileId, id);
  }

  private TrainingJob with(JobState newState, boolean again, String file, String job) {
    return new TrainingJob(
        client,
        version,
        newState,
        again,
        provider,
        file,
        job,
        eventId,
        intentAt,
        createdAt,
        cancelAsked,
        failures,
        baseModel,
        modelId,
        trainingFile,
        datasetHash);
  }
}
