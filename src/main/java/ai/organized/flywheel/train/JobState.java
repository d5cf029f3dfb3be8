package ai.organized.flywheel.train;

import java.util.Locale;

/** What is to be done next with a training job, or is being done. */
public enum JobState {
  /** Nothing was sent yet. */
  PLANNED,
  /** An upload was begun; after a crash, look for it before another. */
  UPLOADING,
  UPLOADED,
  /** Creating a job was begun; after a crash, look for it before another: it costs money. */
  CREATING,
  /** The provider trains; ask from time to time. */
  RUNNING,
  /** There is a model; ask it the holdout questions. */
  EVALUATING,
  /** The verdict is spoken. */
  DONE,
  FAILED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JobState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
