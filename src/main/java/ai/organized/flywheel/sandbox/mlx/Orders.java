package ai.organized.flywheel.sandbox.mlx;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How these programs are told to be slow or to die: by the environment, else by lines {@code
 * NAME=value} of the file {@code .sandbox-mlx} in the home folder.
 *
 * <ul>
 *   <li>{@code SANDBOX_MLX_VERSION} what they say they are; else 0.31.3
 *   <li>{@code SANDBOX_MLX_SECONDS} how long a training takes; else no time
 *   <li>{@code SANDBOX_MLX_DIE} {@code oom}, {@code disk}, {@code killed}, or {@code says} with the
 *       text {@code SANDBOX_MLX_SAYS}; at the iteration {@code SANDBOX_MLX_AT}, else the first
 *   <li>{@code FLYWHEEL_DISK_FULL} 1: they cannot write
 *   <li>while the file {@code .sandbox-mlx-hold} is in the home folder a training stands still at
 *       the iteration that is written in it
 * </ul>
 */
record Orders(Path home, Properties values) {

  static Orders read() throws IOException {
    Path home = Path.of(System.getenv().getOrDefault("HOME", "."));
    Properties values = new Properties();
    Path file = home.resolve(".sandbox-mlx");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        values.load(reader);
      }
    }
    System.getenv().forEach(values::setProperty);
    return new Orders(home, values);
  }

  String version() {
    return values.getProperty("SANDBOX_MLX_VERSION", "0.31.3");
  }

  double seconds() {
    return Double.parseDouble(values.getProperty("SANDBOX_MLX_SECONDS", "0"));
  }

  /** Dies here when that was ordered. */
  void dieAt(long iteration) {
    if (values.getProperty("FLYWHEEL_DISK_FULL", "0").equals("1")) {
      throw ToolExit.python("OSError", "[Errno 28] No space left on device");
    }
    if (iteration != Long.parseLong(values.getProperty("SANDBOX_MLX_AT", "1"))) {
      return;
    }
    switch (values.getProperty("SANDBOX_MLX_DIE", "")) {
      case "oom" ->
          throw new ToolExit(
              134, // SIGABRT, as the shell tells it
              "libc++abi: terminating due to uncaught exception of type std::runtime_error: [METAL]"
                  + " Command buffer execution failed: Insufficient Memory"
                  + " (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)");
      case "disk" -> throw ToolExit.python("OSError", "[Errno 28] No space left on device");
      case "says" ->
          throw ToolExit.python("ValueError", values.getProperty("SANDBOX_MLX_SAYS", ""));
      case "killed" -> throw new ToolExit(137, "");
      default -> {}
    }
  }

  boolean holdsAt(long iteration) throws IOException {
    Path hold = home.resolve(".sandbox-mlx-hold");
    if (!Files.exists(hold)) {
      return false;
    }
    String at = Files.readString(hold).strip();
    return !at.isEmpty() && iteration >= Long.parseLong(at);
  }
}
