package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.hash.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A training job as it would be read from the table, with its files on disk. */
public final class PaperJob {
  private static final int LINES = 12;

  private PaperJob() {}

  /** One of which nothing was sent yet; its holdout lies beside the training file. */
  public static TrainingJob planned(Path folder, FineTuner tuner, String client, int version) {
    Path file = folder.resolve(client).resolve("v" + version + ".jsonl");
    String training = lines("What about number ", Backend.LINE + " number ");
    String holdout = lines("And what about " + Backend.HOLDOUT + " ", Backend.HOLDOUT + " ");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, training);
      Files.writeString(file.resolveSibling("v" + version + "_eval.jsonl"), holdout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TrainingJob(
        new ClientId(client),
        version,
        JobState.PLANNED,
        false,
        tuner.provider(),
        null,
        null,
        null,
        null,
        null,
        false,
        0,
        tuner.baseModel(),
        null,
        file,
        Sha256.hex(client + version));
  }

  private static String lines(String question, String answer) {
    return IntStream.range(0, LINES)
        .mapToObj(i -> line(question + i, answer + i))
        .collect(Collectors.joining());
  }

  private static String line(String question, String answer) {
    return """
        {"messages":[{"role":"system","content":"You know tags."},\
        {"role":"user","content":"%s?"},{"role":"assistant","content":"%s."}]}
        """
        .formatted(question, answer);
  }

  /** As it is read after the step was begun at this time and its answer did not come. */
  public static TrainingJob resumed(TrainingJob job, Instant intentAt) {
    return copy(job, true, job.eventId(), intentAt);
  }

  /** As it is read after this event was told. */
  public static TrainingJob told(TrainingJob job, String eventId) {
    return copy(job, job.resumed(), eventId, job.intentAt());
  }

  private static TrainingJob copy(
      TrainingJob job, boolean resumed, String eventId, Instant intentAt) {
    return new TrainingJob(
        job.client(),
        job.version(),
        job.state(),
        resumed,
        job.provider(),
        job.fileId(),
        job.jobId(),
        eventId,
        intentAt,
        job.createdAt(),
        job.cancelAsked(),
        job.failures(),
        job.baseModel(),
        job.modelId(),
        job.trainingFile(),
        job.datasetHash());
  }
}
