package ai.organized.flywheel.registry;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ModelRegistryTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private ModelRegistry registry;

  @BeforeEach
  void threeVersions() {
    store = new TemporaryStore(folder);
    registry = store.registry();
    for (int version = 1; version <= 3; version++) {
      store.plannedVersion(ACME, version);
      store.clock().turn(Duration.ofDays(1));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void promote(int version) {
    store.jdbi().useTransaction(handle -> registry.promote(handle, ACME, version, "better"));
  }

  private void move(int version, ModelState state) {
    store.jdbi().useTransaction(handle -> registry.move(handle, ACME, version, state, "a reason"));
  }

  private ModelState state(int version) {
    return registry.version(ACME, version).state();
  }

  @Test
  void aVersionWalksFromTrainingToActive() {
    assertThat(state(1)).isEqualTo(ModelState.TRAINING);
    assertThat(registry.version(ACME, 1).modelId()).isEmpty();

    store.jdbi().useTransaction(handle -> registry.trained(handle, ACME, 1, "ft:base:1"));
    assertThat(state(1)).isEqualTo(ModelState.EVALUATING);
    assertThat(registry.version(ACME, 1).modelId()).contains("ft:base:1");
    assertThat(registry.active(ACME)).isEmpty();

    store.jdbi().useTransaction(handle -> registry.scored(handle, ACME, 1, 0.8));
    assertThat(state(1)).isEqualTo(ModelState.READY);
    assertThat(registry.version(ACME, 1).evalScore()).contains(0.8);

    promote(1);
    assertThat(registry.active(ACME)).contains(registry.version(ACME, 1));
  }

  @Test
  void aFileThatCannotBeWrittenUndoesNothingAndHoldsUpNoOtherFile() {
    promote(1);
    promote(2);
    List<ClientId> written = new ArrayList<>();
    registry.alsoWrite(
        client -> {
          throw new RefusedException("client_config", "config.json is not JSON");
        });
    registry.alsoWrite(written::add);

    registry.rollBack(ACME, 1);
    registry.projectAll();

    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
    assertThat(written).containsExactly(ACME, ACME);
  }

  @Test
  void aRollbackThatCannotBeToldIsNone() {
    promote(1);
    promote(2);

    assertThatThrownBy(
            () ->
                registry.rollBack(
                    ACME,
                    1,
                    handle -> {
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");

    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
  }

  @Test
  void promotingArchivesTheOneThatAnswered() {
    promote(1);
    promote(2);

    assertThat(state(1)).isEqualTo(ModelState.ARCHIVED);
    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
    assertThat(registry.version(ACME, 2).reason()).contains("better");
  }

  @Test
  void promotingIsOneTransaction() {
    promote(1);

    assertThatThrownBy(
            () ->
                store
                    .jdbi()
                    .useTransaction(
                        handle -> {
                          registry.promote(handle, ACME, 2, "better");
                          throw new IllegalStateException("killed");
                        }))
        .hasMessage("killed");

    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
    assertThat(state(2)).isEqualTo(ModelState.TRAINING);
  }

  @Test
  void promotingAVersionThatIsNotThereLeavesTheChampionServing() {
    promote(1);

    assertThatThrownBy(() -> promote(99))
        .isInstanceOf(BrokenException.class)
        .hasMessageContaining("99");
    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
  }

  @Test
  void theStoreRefusesASecondActiveVersion() {
    promote(1);

    assertThatThrownBy(() -> move(2, ModelState.ACTIVE))
        .isInstanceOf(UnableToExecuteStatementException.class)
        .hasMessageContaining("UNIQUE");
  }

  @Test
  void clientsHaveTheirOwnActiveVersions() {
    store.plannedVersion(OTHER, 1);
    promote(1);
    store.jdbi().useTransaction(handle -> registry.promote(handle, OTHER, 1, "good"));

    assertThat(registry.active(ACME)).isPresent();
    assertThat(registry.active(OTHER)).isPresent();
    assertThat(registry.versions(OTHER)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelState.class,
      names = {"ARCHIVED", "READY"})
  void anArchivedOrReadyVersionCanAnswerAgain(ModelState state) {
    promote(2);
    move(1, state);

    registry.rollBack(ACME, 1);

    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
    assertThat(state(2)).isEqualTo(ModelState.ARCHIVED);
    assertThat(store.clients().folder(ACME).resolve("model_registry.json")).exists();
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelState.class,
      mode = Mode.EXCLUDE,
      names = {"ARCHIVED", "READY", "ACTIVE"})
  void noOtherVersionCan(ModelState state) {
    promote(2);
    move(1, state);

    assertThatThrownBy(() -> registry.rollBack(ACME, 1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("version 1 of client acme is " + state.word())
        .hasMessageContaining("flywheel fine-tune status --client acme");
    assertThat(state(2)).isEqualTo(ModelState.ACTIVE);
  }

  @Test
  void theActiveVersionCannotBeRolledBackTo() {
    promote(1);

    assertThatThrownBy(() -> registry.rollBack(ACME, 1)).isInstanceOf(RefusedException.class);
    assertThat(state(1)).isEqualTo(ModelState.ACTIVE);
  }

  @Test
  void anUnknownVersionIsRefusedWithWhatToTypeNext() {
    assertThatThrownBy(() -> registry.rollBack(ACME, 7))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("unknown_version"))
        .hasMessageContaining("client acme has no version 7; see: flywheel fine-tune status");
  }

  @Test
  void versionsComeNewestFirst() {
    assertThat(registry.versions(ACME)).extracting(ModelVersion::version).containsExactly(3, 2, 1);
    assertThat(registry.version(ACME, 2).createdAt())
        .isEqualTo(registry.version(ACME, 1).createdAt().plus(Duration.ofDays(1)));
  }
}
