package ai.organized.flywheel.train.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShellWordsTest {
  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "'",
          "''",
          "\\",
          "\\'",
          "'\\''",
          "\"",
          "`id`",
          "$(id)",
          "$HOME",
          "${IFS}",
          "!",
          "!!",
          "*",
          "?",
          "[a-z]",
          "~",
          "{a,b}",
          ";",
          "&",
          "|",
          ">x",
          "<x",
          "#",
          "\n",
          "\r",
          "\t",
          "-rf",
          "--",
          "=",
          "%s",
          "\u0007",
          "\u001b[2J",
          "ü",
          "日本",
          "🙂",
          "a'; rm -rf x; '");

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shellReadsTheArgumentsAndNothingElse(long seed) throws Exception {
    Random random = new Random(seed);
    List<String> arguments = new ArrayList<>();
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      StringBuilder argument = new StringBuilder();
      for (int piece = random.nextInt(0, 6); piece > 0; piece--) {
        argument.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
        argument.append((char) random.nextInt(1, 128));
      }
      arguments.add(argument.toString());
    }

    assertThat(readByShell(arguments)).isEqualTo(arguments);
  }

  @Test
  void everyHostileWordComesThroughAlone() throws Exception {
    assertThat(readByShell(HOSTILE)).isEqualTo(HOSTILE);
  }

  @Test
  void nulIsRefused() {
    assertThatThrownBy(() -> ShellWords.quote(List.of("a", "b\0c")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("NUL")
        .hasMessageNotContaining("\0");
  }

  private static List<String> readByShell(List<String> arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("printf", "%s\\0"));
    words.addAll(arguments);
    Process shell = new ProcessBuilder("/bin/sh", "-c", ShellWords.quote(words)).start();
    String printed = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).isZero();
    List<String> read = new ArrayList<>(List.of(printed.split("\0", -1)));
    assertThat(read.remove(read.size() - 1)).isEmpty();
    return read;
  }
}
