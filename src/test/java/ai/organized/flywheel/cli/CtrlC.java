package ai.organized.flywheel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the terminal does when a person presses Ctrl-C. */
final class CtrlC {
  private static final int INTERRUPT = 2;
  private static final int TERMINATE = 15;

  private CtrlC() {}

  /**
   * A process whose parents ignore the interrupt, as those of a job in the background may, ignores
   * it too: such a one is asked to end in another way.
   *
   * @return the exit code that follows
   */
  static int press(Process process) throws IOException, InterruptedException {
    int signal = ignoresInterrupt() ? TERMINATE : INTERRUPT;
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    return 128 + signal;
  }

  private static boolean ignoresInterrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    long ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .findFirst()
            .orElse(0);
    return (ignored & (1L << (INTERRUPT - 1))) != 0;
  }
}
