package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record belongs to the client it names; it never wanders to another. */
class WhoseRecordTest {
  private static final ImportOptions FOR_TELEIOS =
      new ImportOptions(Optional.of(StoreOnDisk.TELEIOS), Scale.UNIT);

  @TempDir Path folder;
  private StoreOnDisk store;

  @BeforeEach
  void open() {
    store = StoreOnDisk.in(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "/etc", "..", "a/b", "a\\b", "UNKNOWN", "h re", "hre\u0000"})
  void nameThatIsNoClientIdIsRefusedAndTouchesNoPath(String name) throws IOException {
    List<Path> before = everything();

    ImportReport report = store.take(Drops.lines(Drops.experiment(1).put("client_id", name)));

    assertThat(report.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.field()).isEqualTo("client_id");
              assertThat(refusal.reason()).startsWith("is refused: client \"");
            });
    assertThat(store.count()).isZero();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void hostileNameWritesNoLineOfItsOwn() {
    ImportReport report =
        store.take(Drops.lines(Drops.experiment(1).put("client_id", "x\nline 2: all is well")));

    assertThat(report.refusals().get(0).toString()).doesNotContain("\n");
  }

  @Test
  void validNameThatNobodyConfiguredIsAClient() {
    assertThat(store.take(Drops.lines(Drops.experiment(1).put("client_id", "new-one"))).clients())
        .extracting("value")
        .containsExactly("new-one");
  }

  @Test
  void aliasInAnyCaseIsTheClient() {
    store.take(Drops.lines(Drops.experiment(1).put("client_id", "HRE-Beauty")));

    assertThat(store.all().get(0).client()).isEqualTo(StoreOnDisk.HRE);
  }

  @Test
  void clientAskedForFillsAMissingOne() {
    store.take(Drops.without(Drops.experiment(1), "client_id").toString(), FOR_TELEIOS);

    assertThat(store.all().get(0).client()).isEqualTo(StoreOnDisk.TELEIOS);
  }

  @Test
  void clientAskedForNeverOverridesOne() {
    ImportReport report =
        store.take(
            Drops.lines(Drops.experiment(1), Drops.experiment(2).put("client_id", "Teleios")),
            FOR_TELEIOS);

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.refusals())
        .containsExactly(
            new RecordRefusal(
                1,
                "client_id",
                "says hre but the import was asked for teleios; a record is never moved to another"
                    + " client"));
  }

  @Test
  void oneIdWithTwoContentsKeepsTheFirstAndReportsTheSecond() {
    ImportReport report =
        store.take(
            Drops.lines(
                Drops.experiment(1), Drops.experiment(1).put("score", 0.5), Drops.experiment(2)));

    assertThat(report.added()).isEqualTo(2);
    assertThat(report.conflicts()).containsExactly(Drops.id(1));
    assertThat(store.all()).extracting(ExperimentRecord::score).containsExactly(0.03, 0.02);
  }

  @Test
  void oneIdUnderTwoClientsStaysWithTheFirst() {
    store.take(Drops.lines(Drops.experiment(1)));

    ImportReport report = store.take(Drops.lines(Drops.experiment(1).put("client_id", "teleios")));

    assertThat(report.conflicts()).containsExactly(Drops.id(1));
    assertThat(report.hasRefusals()).isTrue();
    assertThat(store.all()).extracting(ExperimentRecord::client).containsExactly(StoreOnDisk.HRE);
  }

  @Test
  void conflictInsideOneBatchIsFoundToo() {
    Saved first = store.save(Drops.experiment(1));
    Saved second = store.save(Drops.experiment(1).put("note", "a key beyond the nine counts too"));

    assertThat(first.added()).isEqualTo(1);
    assertThat(second).isEqualTo(new Saved(0, 0, List.of(Drops.id(1))));
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("clients"))) {
      return files.sorted().toList();
    }
  }
}
