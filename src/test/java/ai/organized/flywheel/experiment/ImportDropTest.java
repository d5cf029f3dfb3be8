package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.CapturedLog;
import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file in the inbox, good, half bad and bad. */
class ImportDropTest {
  @TempDir Path folder;
  @TempDir Path inbox;
  private StoreOnDisk store;

  @BeforeEach
  void open() {
    store = StoreOnDisk.in(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void goodFileIsSavedAndDone() throws IOException {
    String drop = Drops.lines(Drops.halfWithoutIds(220));

    assertThat(read(drop("a.jsonl", drop)).added()).isEqualTo(220);

    assertThat(inbox.resolve(".done/a.jsonl")).hasContent(drop);
    assertThat(inbox.resolve(".refused")).doesNotExist();
    assertThat(inbox.resolve("a.jsonl")).doesNotExist();
  }

  @Test
  void halfBadFileIsSavedInPartAndSaysLineFieldAndReason() throws IOException {
    List<ObjectNode> drop = new ArrayList<>(Drops.halfWithoutIds(20));
    drop.set(4, Drops.experiment(4).put("score", "high"));
    drop.set(9, Drops.without(Drops.experiment(9), "problem"));
    drop.add(Drops.experiment(0).put("solution", "another one"));

    assertThat(read(drop("a.jsonl", Drops.lines(drop))).added()).isEqualTo(18);

    assertThat(inbox.resolve(".done/a.jsonl")).hasContent(Drops.lines(drop));
    assertThat(inbox.resolve(".refused/a.jsonl.reasons.txt"))
        .hasContent(
            """
            line 5: score is no number but a text
            line 10: problem is missing
            id %s is known with other content; the first was kept
            """
                .formatted(Drops.id(0)));
  }

  @Test
  void badFileIsRefusedWithItsReason() throws IOException {
    read(drop("empty.json", ""));
    read(drop("percent.jsonl", Drops.lines(Drops.experiment(1).put("score", 84.3))));
    read(drop("text.json", "hello"));

    assertThat(inbox.resolve(".done")).doesNotExist();
    assertThat(inbox.resolve(".refused/empty.json.reasons.txt"))
        .hasContent("line 1: the file is empty\n");
    assertThat(inbox.resolve(".refused/percent.jsonl.reasons.txt"))
        .content()
        .contains("--scale percent");
    assertThat(inbox.resolve(".refused/text.json.reasons.txt")).content().startsWith("line 1: ");
    assertThat(store.count()).isZero();
  }

  @Test
  void reasonsOfAFileThatIsBadFromEndToEndAreListedUpToALimit() throws IOException {
    Path file = inbox.resolve("a.jsonl");
    Files.write(file, IntStream.range(0, 10_050).mapToObj(n -> "{}").toList());

    assertThat(read(file).refused()).isEqualTo(10_050);

    assertThat(Files.readAllLines(inbox.resolve(".refused/a.jsonl.reasons.txt")))
        .hasSize(10_001)
        .last()
        .isEqualTo("… and 50 more");
  }

  @Test
  void sameNameAgainKeepsBothFiles() throws IOException {
    read(drop("a.jsonl", Drops.lines(Drops.experiment(1))));
    read(drop("a.jsonl", Drops.lines(Drops.experiment(2))));

    assertThat(inbox.resolve(".done/a.jsonl")).hasContent(Drops.lines(Drops.experiment(1)));
    assertThat(inbox.resolve(".done/a.jsonl.2")).hasContent(Drops.lines(Drops.experiment(2)));
  }

  @Test
  void fileThatWasSavedButNotMovedIsReadAgainAndAddsNothing() throws IOException {
    String drop = Drops.lines(Drops.halfWithoutIds(220));
    store.take(drop); // killed here, before the move

    ImportReport again = read(drop("a.jsonl", drop));

    assertThat(again.added()).isZero();
    assertThat(again.known()).isEqualTo(220);
    assertThat(again.clients()).containsExactly(StoreOnDisk.HRE); // so that the cycle is asked
    assertThat(store.count()).isEqualTo(220);
    assertThat(inbox.resolve(".done/a.jsonl")).exists();
  }

  @Test
  void warningsOfADropAreLogged() throws IOException {
    try (CapturedLog log = CapturedLog.of(ImportDrop.class)) {
      read(
          drop(
              "a.jsonl",
              Drops.lines(
                  Drops.experiment(1).put("score", 1.1), Drops.experiment(2).put("score", 0.5))));

      assertThat(log.lines())
          .containsExactly(
              "WARN a.jsonl: 1 scores outside 0 to 1 were clamped",
              "INFO a.jsonl: 2 new experiments, 0 known, 0 refused, redacted {}");
    }
  }

  @Test
  void fileOfANewNameWaitsInTheInboxWhileAConfigCannotBeUnderstood() throws IOException {
    Path file = drop("a.jsonl", Drops.lines(Drops.experiment(1).put("client_id", "newcomer")));
    store.configure("teleios", "{\"client_id\":");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("teleios/config.json is not JSON");
    assertThat(file).exists();

    store.configure("teleios", "{}");
    assertThat(read(file).added()).isEqualTo(1);
  }

  private Path drop(String name, String text) throws IOException {
    return Files.writeString(inbox.resolve(name), text);
  }

  private ImportReport read(Path file) {
    ImportDrop drop = new ImportDrop(store.importer());
    ImportReport report = drop.read(file);
    drop.putAway(file, report);
    return report;
  }
}
