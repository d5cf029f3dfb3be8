package ai.organized.flywheel.train.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TrainerRoom;
import ai.organized.flywheel.remote.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerFilesTest {
  @TempDir Path folder;
  private TrainerRoom room;
  private TrainerConnection line;
  private TrainerFiles files;

  @BeforeEach
  void connect() {
    room = TrainerRoom.open(folder);
    line = room.connect();
    files = line.files();
  }

  @AfterEach
  void close() {
    line.close();
    room.close();
  }

  @Test
  void fileArrivesWholeForItsOwnerOnlyAndNothingElseIsLeft() throws IOException {
    Path sent = folder.resolve("v1.jsonl");
    Files.writeString(sent, "{\"messages\":[]} ümlaut\n".repeat(10_000));

    files.upload(sent, "flywheel/acme/run 1/train.jsonl", soon());

    Path there = room.home().resolve("flywheel/acme/run 1/train.jsonl");
    assertThat(there).hasSameBinaryContentAs(sent);
    assertThat(permissions(there)).isEqualTo("rw-------");
    assertThat(permissions(there.getParent())).isEqualTo("rwx------");
    assertThat(permissions(room.home().resolve("flywheel"))).isEqualTo("rwx------");
    assertThat(files.list("flywheel/acme/run 1", soon())).containsExactly("train.jsonl");
  }

  @Test
  void fileOfTheSameNameIsReplaced() {
    files.upload("one".getBytes(UTF_8), "note", soon());
    files.upload("two".getBytes(UTF_8), "note", soon());

    assertThat(files.read("note", 100, soon())).contains("two");
    assertThat(files.list(".", soon())).containsExactly("note");
  }

  @Test
  void emptyFileIsAFile() {
    files.upload(new byte[0], "empty", soon());

    assertThat(files.size("empty", soon())).isEqualTo(OptionalLong.of(0));
    assertThat(files.read("empty", 10, soon())).contains("");
  }

  @Test
  void whatIsNotThereIsToldApartFromWhatIsEmpty() {
    files.makeFolder("a/b", soon());

    assertThat(files.exists("a/b", soon())).isTrue();
    assertThat(files.exists("a/c", soon())).isFalse();
    assertThat(files.size("a/c", soon())).isEmpty();
    assertThat(files.read("a/c", 10, soon())).isEmpty();
    assertThat(files.list("a/c", soon())).isEmpty();
  }

  @Test
  void fileLongerThanExpectedIsNotRead() {
    files.upload("four".getBytes(UTF_8), "note", soon());

    assertThat(files.read("note", 4, soon())).contains("four");
    assertThatThrownBy(() -> files.read("note", 3, soon()))
        .isInstanceOf(RefusedException.class)
        .hasMessage("note on the trainer is longer than 3 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../../x", "a/..", "x\0y"})
  void pathThatLeadsOutIsRefused(String path) {
    assertThatThrownBy(() -> files.upload(new byte[1], path, soon()))
        .isInstanceOf(RefusedException.class)
        .hasMessageEndingWith("is no path below the login folder of the trainer");
    assertThat(folder.resolve("trainer/x")).doesNotExist();
  }

  @Test
  void nameThatLooksLikeAnOptionOrHasQuotesIsAName() {
    for (String name : List.of("-rf", "--help", "it's; touch oops", "$(touch oops)", "ümläut\nx")) {
      files.upload(name.getBytes(UTF_8), name, soon());

      assertThat(files.read(name, 100, soon())).contains(name);
    }
    assertThat(files.exists("oops", soon())).isFalse();
  }

  @Test
  void fullDiskIsSaidAndLeavesNothingHalf() {
    files.upload(new byte[1_000], "before", soon());
    room.server().leaveOnDisk(100_000);

    assertThatThrownBy(() -> files.upload(new byte[300_000], "big", soon()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("sending big on the trainer trainer@127.0.0.1:")
        .hasMessageContaining("the disk of the trainer is full");
    assertThat(files.list(".", soon())).containsExactly("before");
  }

  @Test
  void fileInPlaceOfAFolderIsNoFullDisk() {
    files.upload(new byte[1], "a", soon());

    assertThatThrownBy(() -> files.upload(new byte[1], "a/b", soon()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("sending a/b on the trainer trainer@127.0.0.1:")
        .hasMessageContaining("was refused")
        .hasMessageNotContaining("full");
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
