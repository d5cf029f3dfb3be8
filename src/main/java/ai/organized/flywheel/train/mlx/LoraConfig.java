package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.settings.Settings.Mlx;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/** The config file of {@code mlx_lm.lora}, but for the paths, which its command line says. */
final class LoraConfig {
  private static final int SHORTEST = 2048;
  private static final int LONGEST = 8192;

  /** UTF-8 bytes of a token at least, in any language that is written with words. */
  private static final int BYTES_OF_A_TOKEN = 3;

  private LoraConfig() {}

  /**
   * Without its defaults: pinned is what another version may choose differently. Loss is counted on
   * the answers alone, as OpenAI counts it.
   *
   * @param tokens the longest line that is not cut
   */
  static String of(Mlx mlx, SplitLines lines, int epochs, int tokens) {
    int perEpoch = (lines.train().size() + mlx.batchSize() - 1) / mlx.batchSize();
    return String.format(
        Locale.ROOT,
        """
        fine_tune_type: lora
        optimizer: adam
        seed: 0
        num_layers: %d
        batch_size: %d
        iters: %d
        learning_rate: %s
        mask_prompt: true
        max_seq_length: %d
        val_batches: -1
        steps_per_report: 10
        steps_per_eval: %d
        save_every: 100
        lora_parameters:
          rank: 8
          dropout: 0.0
          scale: 20.0
        """,
        mlx.layers(),
        mlx.batchSize(),
        perEpoch * epochs,
        number(mlx.learningRate()),
        tokens,
        perEpoch);
  }

  /** Not as 1.0E-5: YAML 1.1 knows it with a point and a sign only, and readers differ. */
  private static String number(double value) {
    return BigDecimal.valueOf(value).toPlainString();
  }

  /**
   * Tokens of the longest line, guessed high, as a power of two. A line that is cut before its
   * answer would teach nothing and make the loss no number.
   */
  static int tokens(SplitLines lines) {
    int bytes =
        Stream.concat(lines.train().stream(), lines.valid().stream())
            .mapToInt(line -> line.getBytes(StandardCharsets.UTF_8).length)
            .max()
            .orElse(0);
    int needed = bytes / BYTES_OF_A_TOKEN;
    int tokens = SHORTEST;
    while (tokens < needed && tokens < LONGEST) {
      tokens *= 2;
    }
    return tokens;
  }
}
