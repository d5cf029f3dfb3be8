package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.train.TrainingJob;

/** What a trained model is called in Ollama: {@code {client}-client:v{N}}. */
final class ModelName {
  private ModelName() {}

  static String of(TrainingJob job) {
    return job.client() + "-client:v" + job.version();
  }
}
