package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a trainer has, as {@code check.sh} tells it.
 *
 * <p>Which system it is decides nothing: MLX runs on Apple silicon and, slower, on Linux too; what
 * counts is whether its tools run.
 */
record Equipment(Map<String, String> told) {
  private static final long SPARE_KB = 1L << 20;

  static Equipment read(String lines) {
    return new Equipment(
        lines
            .lines()
            .map(line -> line.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> one)));
  }

  /**
   * @param where the trainer, for messages
   * @throws RefusedException when something is missing that does not come by itself
   * @throws UnavailableException when Ollama does not answer there
   */
  void require(MlxPlan plan, String where) {
    requireTools(plan, where);
    if (!has("ollama")) {
      throw refused(
          where
              + " has no command "
              + plan.trainer().ollama()
              + "; set FLYWHEEL_TRAINER_OLLAMA to its path there, for instance"
              + " /usr/local/bin/ollama");
    }
    if (!has("serves")) {
      throw new UnavailableException(
          where + ": Ollama does not answer there; start it, or type there: ollama serve");
    }
    if (!has("base")) {
      throw refused(
          where
              + " does not have the base model "
              + plan.mlx().model()
              + "; a training fetches nothing. Type there: "
              + program(plan, "hf")
              + " download "
              + plan.mlx().model()
              + ", or set FLYWHEEL_MLX_MODEL to a folder");
    }
    requireRoom(where);
  }

  private void requireTools(MlxPlan plan, String where) {
    String wanted = plan.mlx().version();
    String install = "\"mlx-lm[train]==" + wanted + "\"";
    String version = told.getOrDefault("version", "");
    if (version.isEmpty()) {
      throw refused(
          where
              + " has no mlx-lm that runs. Type there: python3 -m venv ~/mlx && ~/mlx/bin/pip"
              + " install "
              + install
              + " and set FLYWHEEL_TRAINER_TOOLS to the absolute path of ~/mlx/bin");
    }
    if (!version.equals(wanted)) {
      throw refused(
          where
              + " has mlx-lm "
              + shortened(version)
              + " and "
              + wanted
              + " is pinned. Type there: "
              + program(plan, "pip")
              + " install "
              + install
              + ", or set FLYWHEEL_MLX_VERSION once the other is known to work");
    }
    if (!has("lora") || !has("fuse")) {
      throw refused(
          where
              + ": "
              + program(plan, has("lora") ? "mlx_lm.fuse" : "mlx_lm.lora")
              + " does not run. Type there, and see why: "
              + program(plan, has("lora") ? "mlx_lm.fuse" : "mlx_lm.lora")
              + " --help");
    }
  }

  /** The fused model and Ollama's copy of it, neither quantised; and some to spare. */
  private void requireRoom(String where) {
    long base = number("base_kb") * (told.getOrDefault("quantized", "").equals("yes") ? 4 : 1);
    long needed = 2 * base + SPARE_KB;
    if (told.containsKey("free_kb") && number("free_kb") < needed) {
      throw refused(
          where
              + " has "
              + (number("free_kb") >> 10)
              + " MiB free and a training needs about "
              + (needed >> 10)
              + " MiB; make room there, see with: df -h ~. Then type: flywheel fine-tune submit");
    }
  }

  private boolean has(String name) {
    return told.getOrDefault(name, "").equals("yes");
  }

  private long number(String name) {
    String digits = told.getOrDefault(name, "");
    return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : 0;
  }

  private static String program(MlxPlan plan, String name) {
    String tools = plan.trainer().tools();
    return tools.isEmpty() ? name : tools + "/" + name;
  }

  private static String shortened(String version) {
    String plain = version.replaceAll("[^A-Za-z0-9.+-]", "?");
    return plain.substring(0, Math.min(30, plain.length()));
  }

  private static RefusedException refused(String why) {
    return new RefusedException("trainer", why);
  }
}
