package ai.organized.flywheel.registry;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.file.Path;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromoteByHandTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private ModelRegistry registry;
  private PromoteByHand byHand;

  /** The first of four versions answers; all have a model but the last. */
  @BeforeEach
  void fourVersions() {
    store = new TemporaryStore(folder);
    registry = store.registry();
    byHand = new PromoteByHand(store.jdbi(), registry, store.audit());
    for (int version = 1; version <= 4; version++) {
      store.plannedVersion(ACME, version);
    }
    store
        .jdbi()
        .useTransaction(
            handle -> {
              for (int version = 1; version <= 3; version++) {
                registry.trained(handle, ACME, version, "ft:base:" + version);
              }
              registry.promote(handle, ACME, 1, "the first");
            });
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void move(int version, ModelState state, String reason) {
    store.jdbi().useTransaction(handle -> registry.move(handle, ACME, version, state, reason));
  }

  private ModelState state(int version) {
    return registry.version(ACME, version).state();
  }

  @Test
  void itIsToldInTheLogOrDoesNotHappen() {
    move(2, ModelState.HELD, "may be noise");
    byHand.promote("jo", ACME, 2, false);

    assertThat(store.row("audit_log"))
        .containsEntry("actor", "jo")
        .containsEntry("action", "promoted")
        .containsEntry("detail", "by hand; v1 is archived");

    store.jdbi().useHandle(handle -> handle.execute("drop table audit_log"));
    assertThatThrownBy(() -> byHand.promote("jo", ACME, 1, false))
        .hasMessageContaining("audit_log");
    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelState.class,
      names = {"HELD", "READY", "ARCHIVED"})
  void whatWaitsOrAnsweredOnceMayAnswer(ModelState state) {
    move(2, state, "as good, by noise");

    assertThat(byHand.promote("jo", ACME, 2, false)).contains(1);

    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
    assertThat(state(1)).isEqualTo(ModelState.ARCHIVED);
    assertThat(registry.version(ACME, 2).reason())
        .contains("promoted by hand; it was " + state.word() + ": as good, by noise");
    assertThat(store.clients().folder(ACME).resolve("model_registry.json"))
        .content()
        .contains("promoted by hand");
  }

  @Test
  void aRefusedVersionNeedsToBeNamedAsOne() {
    move(2, ModelState.REFUSED, "worse by 0.40");

    assertThatThrownBy(() -> byHand.promote("jo", ACME, 2, false))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("was_refused"))
        .hasMessage(
            "version 2 of client acme was refused (worse by 0.40); to let it answer all the same,"
                + " add --yes");
    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);

    byHand.promote("jo", ACME, 2, true);
    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelState.class,
      names = {"TRAINING", "EVALUATING", "FAILED"})
  void whatWasNeverEvaluatedMayNot(ModelState state) {
    move(2, state, "on its way");

    assertThatThrownBy(() -> byHand.promote("jo", ACME, 2, true))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("not_evaluated"))
        .hasMessageContaining("flywheel fine-tune status --client acme");
    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
  }

  @Test
  void whatAnswersAlreadyAndWhatHasNoModelAreRefused() {
    assertThatThrownBy(() -> byHand.promote("jo", ACME, 1, false))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("already_active"));

    move(4, ModelState.REFUSED, "the provider refused it");
    assertThatThrownBy(() -> byHand.promote("jo", ACME, 4, true))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("no_model"));
  }

  @Test
  void itIsOneTransaction() {
    move(2, ModelState.HELD, "by noise");
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "create trigger killed before update on model_versions when new.state ="
                        + " 'active' begin select raise(abort, 'killed'); end"));

    assertThatThrownBy(() -> byHand.promote("jo", ACME, 2, false))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
    assertThat(state(2)).isEqualTo(ModelState.HELD);
  }

  @Test
  void thePredecessorIsWhatAnsweredBefore() {
    assertThat(registry.predecessor(ACME)).isEmpty();
    move(3, ModelState.HELD, "by noise");
    byHand.promote("jo", ACME, 3, false);
    assertThat(registry.predecessor(ACME)).contains(registry.version(ACME, 1));

    move(2, ModelState.HELD, "by noise");
    byHand.promote("jo", ACME, 2, false);
    assertThat(registry.predecessor(ACME)).contains(registry.version(ACME, 3));

    registry.rollBack(ACME, 3);
    assertThat(registry.predecessor(ACME))
        .as("what is gone back to keeps its own predecessor")
        .contains(registry.version(ACME, 1));
  }
}
