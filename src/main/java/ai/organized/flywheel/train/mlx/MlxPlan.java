package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.settings.Settings.Mlx;
import ai.organized.flywheel.settings.Settings.Ollama;
import ai.organized.flywheel.settings.Settings.Trainer;
import java.util.OptionalInt;

/**
 * How models are trained with MLX, and for whom they are made.
 *
 * @param epochs times the training goes through the lines; empty: 3
 */
public record MlxPlan(Trainer trainer, Mlx mlx, Ollama ollama, OptionalInt epochs) {
  private static final int USUAL_EPOCHS = 3;

  int timesThrough() {
    return epochs.orElse(USUAL_EPOCHS);
  }
}
