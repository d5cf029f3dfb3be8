package ai.organized.flywheel.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
  @TempDir Path inbox;

  @Test
  void fileThatWasReadLiesInDoneUntouchedAndForItsOwnerOnly() throws IOException {
    Path file = drop("a.jsonl", "original\r\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    Path done = Inbox.done(file);

    assertThat(done).isEqualTo(inbox.resolve(".done/a.jsonl"));
    assertThat(Files.readString(done)).isEqualTo("original\r\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(done)))
        .isEqualTo("rw-------");
    assertThat(everything()).containsExactly(".done/a.jsonl");
  }

  @Test
  void fileThatWasRefusedHasItsReasonsBesideIt() throws IOException {
    Path refused = Inbox.refuse(drop("a.jsonl", "x"), List.of("line 1: bad", "line 2: worse"));

    assertThat(refused).isEqualTo(inbox.resolve(".refused/a.jsonl"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(refused)))
        .isEqualTo("rw-------");
    assertThat(everything()).containsExactly(".refused/a.jsonl", ".refused/a.jsonl.reasons.txt");
    assertThat(Files.readString(inbox.resolve(".refused/a.jsonl.reasons.txt")))
        .isEqualTo("line 1: bad\nline 2: worse\n");
  }

  @Test
  void fileThatIsUsedInPartIsDoneAndItsReasonsAreRefused() throws IOException {
    Inbox.doneInPart(drop("a.jsonl", "x"), List.of("line 1: bad"));

    assertThat(everything()).containsExactly(".done/a.jsonl", ".refused/a.jsonl.reasons.txt");
  }

  @Test
  void sameNameAgainKeepsBothAndReasonsBearTheNameOfTheirFile() throws IOException {
    Inbox.done(drop("a.jsonl", "first"));
    Inbox.doneInPart(drop("a.jsonl", "second"), List.of("of the second"));
    Inbox.refuse(drop("a.jsonl", "third"), List.of("of the third"));

    assertThat(everything())
        .containsExactly(
            ".done/a.jsonl",
            ".done/a.jsonl.2",
            ".refused/a.jsonl.2.reasons.txt",
            ".refused/a.jsonl.3",
            ".refused/a.jsonl.3.reasons.txt");
    assertThat(Files.readString(inbox.resolve(".done/a.jsonl"))).isEqualTo("first");
    assertThat(Files.readString(inbox.resolve(".done/a.jsonl.2"))).isEqualTo("second");
    assertThat(Files.readString(inbox.resolve(".refused/a.jsonl.3"))).isEqualTo("third");
  }

  private Path drop(String name, String text) throws IOException {
    return Files.writeString(inbox.resolve(name), text);
  }

  private List<String> everything() throws IOException {
    try (Stream<Path> files = Files.walk(inbox)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> inbox.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
