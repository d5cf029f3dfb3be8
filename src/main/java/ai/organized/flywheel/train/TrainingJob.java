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
 * @param intentAt when the last call that may have spent money was begun, or null
 * @param modelId the trained model, or null
 * @param trainingFile the lines, on disk
 * @param datasetHash SHA-256 of the dataset
 */
public record TrainingJob(
    ClientId client,
    int version,
    JobState state,
    boolean resumed,
    String fileId,
    String jobId,
    Instant intentAt,
    int failures,
    String baseModel,
    String modelId,
    Path trainingFile,
    String datasetHash) {

  /** Name of the uploaded file: tells the dataset, so that a lost upload can be found again. */
  public String uploadName() {
    return client + "-v" + version + "-" + datasetHash.substring(0, 12) + ".jsonl";
  }

  TrainingJob in(JobState next, boolean again) {
    return new TrainingJob(
        client,
        version,
        next,
        again,
        fileId,
        jobId,
        intentAt,
        failures,
        baseModel,
        modelId,
        trainingFile,
        datasetHash);
  }

  public TrainingJob withFile(String id) {
    return new TrainingJob(
        client,
        version,
        state,
        resumed,
        id,
        jobId,
        intentAt,
        failures,
        baseModel,
        modelId,
        trainingFile,
        datasetHash);
  }

  public TrainingJob withJob(String id) {
    return new TrainingJob(
        client,
        version,
        state,
        resumed,
        fileId,
        id,
        intentAt,
        failures,
        baseModel,
        modelId,
        trainingFile,
        datasetHash);
  }
}
