package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.hash.Sha256;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The training lines, and those of them that only measure how the training goes.
 *
 * <p>About a tenth measures, at least one batch, and so many that the rest is made of whole
 * batches: {@code mlx_lm.lora} never looks at what is left over. Which ones is told by the hash of
 * the line, so that it is the same every time. Holdout questions are neither.
 */
record SplitLines(List<String> train, List<String> valid) {
  private static final int ONE_IN = 10;

  /**
   * @throws RefusedException when there is not a batch of both
   */
  static SplitLines of(List<String> lines, int batch) {
    int least = Math.max(batch, (lines.size() + ONE_IN - 1) / ONE_IN);
    int measuring = least + Math.max(0, lines.size() - least) % batch;
    if (lines.size() - measuring < batch) {
      throw new RefusedException(
          "too_few_lines",
          lines.size()
              + " training lines are too few for batches of "
              + batch
              + ", one to learn from and one to measure by; set FLYWHEEL_MLX_BATCH_SIZE to "
              + Math.max(1, lines.size() / 2)
              + " or less");
    }
    Set<String> valid =
        new HashSet<>(
            lines.stream().sorted(Comparator.comparing(Sha256::hex)).limit(measuring).toList());
    return new SplitLines(
        lines.stream().filter(line -> !valid.contains(line)).toList(),
        lines.stream().filter(valid::contains).toList());
  }
}
