package ai.organized.flywheel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Importing again adds nothing, however the same records are written. */
class ImportAgainTest {
  private static final List<ObjectNode> DROP = Drops.halfWithoutIds(220);

  @TempDir Path folder;
  private StoreOnDisk store;

  @BeforeEach
  void importOnce() {
    store = StoreOnDisk.in(folder);
    assertThat(store.take(Drops.lines(DROP)).added()).isEqualTo(220);
  }

  @AfterEach
  void stillThe220() {
    assertThat(store.count()).isEqualTo(220);
    store.close();
  }

  @Test
  void sameFileAddsNothing() {
    allKnown(store.take(Drops.lines(DROP)));
  }

  @Test
  void arrayInsteadOfLinesAddsNothing() {
    allKnown(store.take(Drops.array(DROP)));
  }

  @Test
  void keysInAnotherOrderAddNothing() {
    List<ObjectNode> reversed = DROP.stream().map(Drops::reversed).toList();

    assertThat(Drops.lines(reversed)).isNotEqualTo(Drops.lines(DROP));
    allKnown(store.take(Drops.lines(reversed)));
  }

  @Test
  void windowsLineEndsBlankLinesAndAByteOrderMarkAddNothing() {
    allKnown(store.take("\uFEFF" + Drops.lines(DROP).replace("\n", "\r\n \r\n")));
  }

  @Test
  void aliasOfTheClientAddsNothing() {
    allKnown(store.take(Drops.lines(clientNamed("HRE"))));
    allKnown(store.take(Drops.lines(clientNamed("Hre-Beauty"))));
  }

  @Test
  void clientGivenBesideTheRecordsAddsNothing() {
    List<ObjectNode> nameless =
        DROP.stream().map(o -> Drops.without(o.deepCopy(), "client_id")).toList();

    allKnown(
        store.take(
            Drops.lines(nameless), new ImportOptions(Optional.of(StoreOnDisk.HRE), Scale.UNIT)));
  }

  @Test
  void idInCapitalsIsTheSameId() {
    List<ObjectNode> capitals =
        DROP.stream()
            .filter(o -> o.has("id"))
            .map(
                o ->
                    o.deepCopy()
                        .put("id", o.path("id").asText().toUpperCase(java.util.Locale.ROOT)))
            .toList();

    ImportReport again = store.take(Drops.lines(capitals));

    assertThat(again.known()).isEqualTo(110);
    assertThat(again.conflicts()).isEmpty();
  }

  @Test
  void derivedIdIsTheSameForEver() {
    // A change of namespace or canonical form would give every known record a second row.
    ObjectNode record = Drops.without(Drops.experiment(1), "id");

    assertThat(SubmittedHash.of(record, true).id())
        .isEqualTo(UUID.fromString("51a96c52-667f-5bbe-86b1-b4d64bff7af4"));
  }

  private static List<ObjectNode> clientNamed(String name) {
    return DROP.stream().map(o -> o.deepCopy().put("client_id", name)).toList();
  }

  private static void allKnown(ImportReport again) {
    assertThat(again.known()).isEqualTo(220);
    assertThat(again.added()).isZero();
    assertThat(again.refused()).isZero();
    assertThat(again.conflicts()).isEmpty();
  }
}
