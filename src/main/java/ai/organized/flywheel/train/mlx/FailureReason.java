package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.remote.openai.OpenAiReply;
import java.util.List;
import java.util.regex.Pattern;

/** Why a training on the trainer ended without a model, in one line, with what to do next. */
final class FailureReason {
  private static final Pattern UNSEEN = Pattern.compile("\\x1B\\[[0-9;?]*[A-Za-z]|\\p{Cntrl}+");
  private static final Pattern ERROR =
      Pattern.compile(
          "^(([A-Za-z_][\\w.]*)?(Error|Exception)\\b.*|libc\\+\\+abi: .*|.*: not found)");
  private static final int LAST_LINES = 3;

  private FailureReason() {}

  static String of(RunReport report) {
    String log = String.join("\n", report.log());
    // What a process that another signal ended exits with is 128 and the number of the signal.
    boolean killed = report.exit().equals("137");
    if (log.contains("OutOfMemory") || log.contains("Insufficient Memory")) {
      return "the trainer ran out of memory while "
          + report.inWords()
          + "; set FLYWHEEL_MLX_BATCH_SIZE or FLYWHEEL_MLX_LAYERS lower, then: flywheel fine-tune"
          + " submit";
    }
    if (log.contains("No space left on device")) {
      return "the disk of the trainer was full while "
          + report.inWords()
          + "; see there with: df -h ~, then: flywheel fine-tune submit";
    }
    if (report.isDead()) {
      return "the training ended without a word while "
          + report.inWords()
          + ": it was killed, or the trainer was switched off; type: flywheel fine-tune submit";
    }
    if (killed) {
      return "the tool was killed while "
          + report.inWords()
          + ", as macOS and Linux do when memory runs out; set FLYWHEEL_MLX_BATCH_SIZE lower";
    }
    String code = report.exit().isEmpty() ? "" : " with exit code " + report.exit();
    return report.inWords() + " ended" + code + ": " + OpenAiReply.quoted(lastWords(report.log()));
  }

  /** From the last line that names an error; else the last lines. */
  private static String lastWords(List<String> log) {
    List<String> lines =
        log.stream().map(FailureReason::plain).filter(FailureReason::says).toList();
    int from = Math.max(0, lines.size() - LAST_LINES);
    for (int i = 0; i < lines.size(); i++) {
      if (ERROR.matcher(lines.get(i)).matches()) {
        from = i;
      }
    }
    return String.join(" ", lines.subList(from, lines.size()));
  }

  private static boolean says(String line) {
    return !line.isBlank() && !line.startsWith("flywheel: ");
  }

  /** Without colours and what moves a cursor; of a progress bar the last state. */
  static String plain(String line) {
    String seen = line.substring(line.lastIndexOf('\r', line.length() - 2) + 1);
    return UNSEEN.matcher(seen).replaceAll(" ").strip();
  }
}
