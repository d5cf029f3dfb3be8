package ai.organized.flywheel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  private static final Path HOME = Path.of("").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void showsOneClientPromotedOneRefusedAndOneWaiting() throws IOException {
    StringWriter shown = new StringWriter();
    boolean asPromised;
    try (Demo demo = Demo.start(HOME, folder.resolve("kept"))) {
      demo.drop();
      asPromised = demo.transcript(new PrintWriter(shown)).run();
    }

    System.out.println(shown);
    assertThat(asPromised).as(shown.toString()).isTrue();
    assertThat(folder.resolve("kept/clients/hre/v1.jsonl")).exists();
    assertThat(folder.resolve("kept/clients/teleios/v1.jsonl")).exists();
    assertThat(folder.resolve("kept/clients/rtt/v1.jsonl")).doesNotExist();
  }

  @Test
  void refusesAFolderThatIsInUse() throws IOException {
    Files.writeString(folder.resolve("precious.txt"), "x");

    assertThatThrownBy(() -> Demo.start(HOME, folder))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("--data");
  }
}
