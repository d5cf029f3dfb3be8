package ai.organized.flywheel.train.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.TrainerRoom;
import ai.organized.flywheel.remote.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerCommandsTest {
  @TempDir Path folder;
  private TrainerRoom room;
  private TrainerConnection line;

  @BeforeEach
  void connect() {
    room = TrainerRoom.open(folder);
    line = room.connect();
  }

  @AfterEach
  void close() {
    line.close();
    room.close();
  }

  @Test
  void commandRunsInTheLoginFolderAndEndsWithItsCodeAndBothItsOutputs() {
    CommandResult result = sh("pwd; echo \"$1\" >&2; exit 3", "it's $HOME");

    assertThat(result).isEqualTo(new CommandResult(3, room.home() + "\n", "it's $HOME\n", 0));
  }

  @Test
  void commandHasNothingToRead() {
    assertThat(sh("od -c").out()).isEqualTo("0000000\n");
  }

  @Test
  void commandThatIsNotThereIsToldApart() {
    assertThat(line.run(List.of("mlx_lm.lora", "--help"), soon()).isNotThere()).isTrue();
    room.server().addTool("mlx_lm.lora", "#!/bin/sh\necho \"tool $1 $SEED\"\n");
    room.server().setEnvironment("SEED", "7");
    assertThat(line.run(List.of("mlx_lm.lora", "--help"), soon()).out())
        .isEqualTo("tool --help 7\n");
  }

  @Test
  void linesAreHandedOnWhileTheCommandRuns() throws IOException {
    Path more = room.home().resolve("more");
    List<String> lines = new ArrayList<>();

    CommandResult result =
        line.run(
            List.of("sh", "-c", "echo one; while ! [ -e more ]; do sleep 0.05; done; printf two"),
            soon(),
            text -> {
              lines.add(text);
              touch(more); // only because "one" came before the end there is an end
            });

    assertThat(lines).containsExactly("one", "two");
    assertThat(result.out()).isEqualTo("one\ntwo");
  }

  @Test
  void progressBarIsHandedOnLineByLine() {
    List<String> lines = new ArrayList<>();

    line.run(
        List.of("sh", "-c", "printf '10%%\\r20%%\\r\\n' >&2; printf '\\n\\nend'"),
        soon(),
        lines::add);

    assertThat(lines).containsExactlyInAnyOrder("10%", "20%", "end");
  }

  @Test
  void endlessOutputIsCutAndSaid() {
    CommandResult result = sh("head -c 1000000 /dev/zero | tr '\\0' x; echo end >&2");

    assertThat(result.out()).hasSize(256 << 10).matches("x+");
    assertThat(result.dropped()).isEqualTo(1_000_000 - (256 << 10));
    assertThat(result.err()).isEqualTo("end\n");
  }

  @Test
  void slowReaderMakesTheTrainerWaitAndLosesNothing() {
    List<String> lines = new ArrayList<>();

    line.run(
        List.of("seq", "1", "20000"),
        soon(),
        text -> {
          if (lines.isEmpty()) {
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
          }
          lines.add(text);
        });

    assertThat(lines).hasSize(20_000).endsWith("20000");
  }

  @Test
  void commandThatDoesNotEndIsToldToAndTheLineStays() {
    long begun = System.nanoTime();

    assertThatThrownBy(
            () ->
                line.run(
                    List.of("sh", "-c", "trap 'touch told; exit' TERM; sleep 60 & wait"),
                    Deadline.in(Duration.ofSeconds(2))))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("sh on the trainer trainer@127.0.0.1:")
        .hasMessageEndingWith("did not end within 2 s");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    await().until(() -> Files.exists(room.home().resolve("told")));
    assertThat(sh("echo still").out()).isEqualTo("still\n");
  }

  @Test
  void commandThatShoutsWithoutEndIsLeftInTime() {
    assertThatThrownBy(() -> line.run(List.of("yes"), Deadline.in(Duration.ofSeconds(1))))
        .isInstanceOf(UnavailableException.class);

    assertThat(sh("echo still").out()).isEqualTo("still\n");
  }

  @Test
  void slowTrainerIsLeftInTime() {
    room.server().answerAfter(Duration.ofSeconds(30));

    assertThatThrownBy(() -> line.run(List.of("true"), Deadline.in(Duration.ofMillis(500))))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void lineThatBreaksInMidCommandIsNoEndOfIt() {
    assertThatThrownBy(
            () ->
                line.run(
                    List.of("sh", "-c", "echo begun; sleep 60"),
                    soon(),
                    text -> room.server().dropSessions()))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("broke off");
    assertThatThrownBy(() -> line.run(List.of("true"), soon()))
        .isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> line.files().exists("x", soon()))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void detachedCommandOutlivesTheLineAndEndsWithTheHost() throws IOException {
    sh(
        "nohup sh -c 'echo $$ > pid; while :; do date > beat; sleep 0.1; done' >log 2>&1 </dev/null &");
    room.server().dropSessions();
    Path beat = room.home().resolve("beat");
    await().until(() -> Files.exists(beat));
    Files.delete(beat);
    await().until(() -> Files.exists(beat));
    long pid = Long.parseLong(Files.readString(room.home().resolve("pid")).strip());

    room.close();

    // Who is dead and not yet buried has no command any more.
    await().until(() -> ProcessHandle.of(pid).flatMap(each -> each.info().command()).isEmpty());
  }

  private CommandResult sh(String script, String... values) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    words.addAll(List.of(values));
    return line.run(words, soon());
  }

  private static void touch(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }
}
