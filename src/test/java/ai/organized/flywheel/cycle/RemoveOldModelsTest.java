package ai.organized.flywheel.cycle;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.registry.OldVersions;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real socket: what Ollama is told, and what the registry says afterwards. */
class RemoveOldModelsTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private Sandbox sandbox;

  @BeforeEach
  void threeVersionsOfWhichOneIsKept() {
    store = new TemporaryStore(folder);
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
    for (int version = 1; version <= 3; version++) {
      store.plannedVersion(ACME, version);
    }
    store
        .jdbi()
        .useHandle(
            h -> {
              h.execute(
                  "update model_versions set track = 'b', state = 'archived', model_id ="
                      + " 'acme-client:v' || version");
              h.execute("update model_versions set state = 'active' where version = 3");
            });
    sandbox.addOllamaModel("{\"name\":\"acme-client:v1\",\"architecture\":\"llama\"}");
  }

  @AfterEach
  void close() {
    sandbox.close();
    store.close();
  }

  private void run(Function<RemoteCall, RemoteReply> send) {
    new RemoveOldModels(
            new OldVersions(store.jdbi(), store.clock(), 1),
            store.registry(),
            new AuditLog(store.jdbi(), store.clock()),
            sandbox.ollama(),
            send)
        .of(ACME);
  }

  private boolean isRemoved(int version) {
    return store.registry().version(ACME, version).removedAt().isPresent();
  }

  @Test
  void theModelIsGoneAndOneThatWasNotThereIsNoError() throws Exception {
    run(SendCall::send);

    assertThat(sandbox.requests())
        .extracting(RecordedRequest::method)
        .containsExactly("DELETE", "DELETE");
    assertThat(isRemoved(1)).isTrue();
    assertThat(isRemoved(2)).isTrue();
    assertThat(isRemoved(3)).isFalse();
    assertThat(store.rows("audit_log"))
        .extracting(row -> row.get("action"))
        .containsOnly("retired");
    assertThat(Files.readString(store.clients().folder(ACME).resolve("model_registry.json")))
        .contains("\"removed_at\" : \"2026-04-06T08:00:00Z\"");
  }

  @Test
  void whatCannotBeRemovedNowStaysAndIsTriedAgain() {
    run(
        call -> {
          throw new UnavailableException("nothing answers");
        });
    assertThat(isRemoved(1)).isFalse();

    run(SendCall::send);
    assertThat(isRemoved(1)).isTrue();
  }

  @Test
  void killedBeforeItWasSentItIsRemovedTheNextTimeAndNobodyGoesBackToItMeanwhile() {
    killedAfter(call -> {});

    assertThat(isRemoved(1)).isFalse();
    assertThatThrownBy(() -> store.registry().rollBack(ACME, 1))
        .hasMessageContaining("is being removed to make room");
    run(SendCall::send);
    assertThat(sandbox.requests()).hasSize(2);
    assertThat(isRemoved(1)).isTrue();
  }

  @Test
  void killedBeforeItWasWrittenItIsRemovedTheNextTimeAndToldOnce() {
    killedAfter(SendCall::send);

    assertThat(isRemoved(1)).isFalse();
    assertThat(store.rows("audit_log")).isEmpty();
    run(SendCall::send);
    assertThat(isRemoved(1)).isTrue();
    assertThat(store.rows("audit_log")).extracting(row -> row.get("version")).containsOnlyOnce(1);
  }

  @Test
  void itIsToldInTheLogTogetherWithItsMarkOrNotAtAll() {
    store.jdbi().useHandle(handle -> handle.execute("drop table audit_log"));

    assertThatThrownBy(() -> run(SendCall::send)).hasMessageContaining("audit_log");

    assertThat(isRemoved(1)).isFalse();
  }

  private void killedAfter(Consumer<RemoteCall> sent) {
    assertThatThrownBy(
            () ->
                run(
                    call -> {
                      sent.accept(call);
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
  }
}
