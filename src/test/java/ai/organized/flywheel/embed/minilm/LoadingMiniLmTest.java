package ai.organized.flywheel.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the loading of the model, in a JVM of its own. */
class LoadingMiniLmTest {
  private static final String SAYS = "all-MiniLM-L6-v2-q8/1/384 0.92 384 []\n";

  @TempDir Path folder;

  private String run(String text) throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xlog:class+load:file=" + folder.resolve("classes"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    LoadsMiniLm.class.getName(),
                    folder.toString(),
                    text))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(said);
  }

  private String classes() throws IOException {
    return Files.readString(folder.resolve("classes"));
  }

  @Test
  void untilATextIsEmbeddedNothingOfTheModelIsLoaded() throws IOException, InterruptedException {
    assertThat(run("?!")).isEqualTo(SAYS);
    assertThat(classes())
        .contains(MiniLmEmbedder.class.getName())
        .doesNotContain(
            MiniLm.class.getName() + " ", " ai.onnxruntime.", " ai.djl.", " com.sun.jna.");
  }

  @Test
  void loadingOpensNoConnectionAndSaysNothing() throws IOException, InterruptedException {
    assertThat(run("the tag fires twice")).isEqualTo(SAYS);
    assertThat(classes()).contains(" ai.onnxruntime.", " ai.djl.");
  }

  @Test
  void whatIsInTheStoreIsReadWithoutTheModel() throws IOException, InterruptedException {
    run("the tag fires twice");

    assertThat(run("the tag fires twice")).isEqualTo(SAYS);
    assertThat(classes()).doesNotContain(" ai.onnxruntime.", " ai.djl.");
  }
}
