package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.experiment.Drops;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drop may be larger than the memory: 64 MB of heap read any of these. */
class SmallHeapTest {
  private static final long MB = 1_000_000;

  @TempDir Path folder;

  @Test
  void linesOf150MbAreImported() throws IOException {
    int count = write("", "\n", "\n", 150 * MB, 12_000);

    Outcome outcome = importDrop();

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("Saved batch of " + count + " experiments\n");
  }

  @Test
  void arrayOf100MbOnOneLineIsImportedPastAnElementOf30Mb() throws IOException {
    int count = write("[" + element(30 * MB) + ",", ",", "]", 70 * MB, 50_000);

    Outcome outcome = importDrop();

    assertThat(outcome.err()).isEqualTo("refused line 1: is longer than 8 MiB\n");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("Saved batch of " + count + " experiments\n");
  }

  private static String element(long bytes) {
    String text = "tag ".repeat(250);
    return "{\"tags\":[\"" + (text + "\",\"").repeat((int) (bytes / text.length())) + "\"]}";
  }

  private Outcome importDrop() {
    return FlywheelProcess.in(folder)
        .with("-Xmx64m", "-XX:TieredStopAtLevel=4")
        .run("experiments", "import", "--file", drop().toString());
  }

  private Path drop() {
    return folder.resolve("drop.json");
  }

  /** Records of about {@code each} bytes until the file has {@code total}. */
  private int write(String begin, String between, String end, long total, int each)
      throws IOException {
    int count = (int) (total / each);
    String filler = "x".repeat(each - Drops.experiment(1).toString().length() - 13);
    try (OutputStream out = Files.newOutputStream(drop())) {
      out.write(begin.getBytes(StandardCharsets.UTF_8));
      for (int n = 0; n < count; n++) {
        ObjectNode record = Drops.experiment(n).put("filler", filler);
        String text = (n == 0 ? "" : between) + record;
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      out.write(end.getBytes(StandardCharsets.UTF_8));
    }
    return count;
  }
}
