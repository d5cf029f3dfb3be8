package ai.organized.flywheel.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private static final int LENGTH = 200_000;

  @TempDir Path folder;

  @Test
  void readerSeesTheOldFileOrTheNewOneAndNeverHalf() throws Exception {
    Path file = folder.resolve("registry.json");
    WholeFile.write(file, text('a'));

    List<Integer> seen = Together.run(List.of(writer(file, 'b'), reader(file), reader(file)));

    assertThat(seen.get(1)).isPositive();
    assertThat(seen.get(2)).isPositive();
  }

  @Test
  void twoWritersOfOneFileLeaveOneOfTheirTextsWhole() throws Exception {
    Path file = folder.resolve("registry.json");
    WholeFile.write(file, text('a'));

    Together.run(List.of(writer(file, 'b'), writer(file, 'c'), reader(file)));

    assertThat(Files.readString(file)).isIn(text('b'), text('c'));
    assertThat(names()).containsExactly("registry.json");
  }

  @Test
  void writerThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("registry.json");
    WholeFile.write(file, "old");

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write("half".getBytes(StandardCharsets.UTF_8));
                      throw new IOException("no space left");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot write " + file);
    assertThat(Files.readString(file)).isEqualTo("old");
    assertThat(names()).containsExactly("registry.json");
  }

  @Test
  void foldersOnTheWayAreMade() throws IOException {
    Path file = folder.resolve("clients/hre/model_registry.json");

    WholeFile.write(file, "größer\n");

    assertThat(Files.readAllBytes(file)).isEqualTo("größer\n".getBytes(StandardCharsets.UTF_8));
  }

  private static Callable<Integer> writer(Path file, char letter) {
    return () -> {
      for (int i = 0; i < 60; i++) {
        WholeFile.write(file, text(letter));
      }
      return 60;
    };
  }

  private static Callable<Integer> reader(Path file) {
    return () -> {
      int reads = 0;
      for (int i = 0; i < 300; i++) {
        String text = Files.readString(file);
        assertThat(text).hasSize(LENGTH);
        assertThat(text.chars().distinct().count()).isEqualTo(1);
        reads++;
      }
      return reads;
    };
  }

  private static String text(char letter) {
    return String.valueOf(letter).repeat(LENGTH);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
