package ai.organized.flywheel.audit;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  @TempDir Path folder;

  private TemporaryStore store;
  private AuditLog audit;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    audit = store.audit();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aLineIsReadAsItWasWritten() {
    audit.add(AuditLog.LOOP, Action.PROMOTED, ACME, 3, "0.72 against 0.61");
    audit.add("local:ada", Action.KEY_ADDED, null, null, "key ci added, role operator");

    assertThat(audit.read(Optional.empty(), Instant.EPOCH))
        .containsExactly(
            new AuditEntry(
                store.clock().instant(),
                "flywheel",
                "promoted",
                Optional.of(ACME),
                Optional.of(3),
                "0.72 against 0.61"),
            new AuditEntry(
                store.clock().instant(),
                "local:ada",
                "key added",
                Optional.empty(),
                Optional.empty(),
                "key ci added, role operator"));
  }

  @Test
  void linesOfOneMomentStayInTheirOrder() {
    IntStream.range(0, 200).forEach(n -> audit.add("flywheel", Action.ASKED, ACME, n, "line " + n));

    assertThat(audit.read(Optional.empty(), Instant.EPOCH))
        .extracting(entry -> entry.version().orElseThrow())
        .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void aStoryIsThatOfOneClientFromAMomentOn() {
    audit.add("flywheel", Action.ASKED, ACME, null, "too early");
    store.clock().turn(Duration.ofDays(1));
    Instant since = store.clock().instant();
    audit.add("flywheel", Action.ASKED, ACME, null, "told");
    audit.add("flywheel", Action.ASKED, OTHER, null, "of another");
    audit.add("local:ada", Action.KEY_REMOVED, null, null, "of nobody");

    assertThat(audit.read(Optional.of(ACME), since))
        .extracting(AuditEntry::detail)
        .containsExactly("told");
    assertThat(audit.read(Optional.empty(), since)).hasSize(3);
  }

  @Test
  void aTransactionThatFailsLeavesNoLine() {
    assertThatThrownBy(
            () ->
                store
                    .jdbi()
                    .useTransaction(
                        handle -> {
                          audit.add(handle, "flywheel", Action.PROMOTED, ACME, 1, "good");
                          throw new IllegalStateException("the rest failed");
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(audit.read(Optional.empty(), Instant.EPOCH)).isEmpty();
  }
}
