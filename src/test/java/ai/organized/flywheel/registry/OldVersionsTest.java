package ai.organized.flywheel.registry;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seven versions on own hardware, of which the newest two keep their models. */
class OldVersionsTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private OldVersions old;

  @BeforeEach
  void sevenVersions() {
    store = new TemporaryStore(folder);
    old = new OldVersions(store.jdbi(), store.clock(), 2);
    for (int version = 1; version <= 7; version++) {
      store.plannedVersion(ACME, version);
      set(version, "state = 'archived', track = 'b', model_id = 'acme-client:v" + version + "'");
    }
    set(7, "state = 'active', replaced = 4");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void set(int version, String columns) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update model_versions set " + columns + " where version = ?", version));
  }

  private List<Integer> due() {
    return old.due(ACME).stream().map(ModelVersion::version).toList();
  }

  @Test
  void theActiveOneAndItsPredecessorAreNeverOldNorIsAnyOfTheNewest() {
    assertThat(due()).containsExactly(1, 2, 3, 5);
  }

  @Test
  void aChallengerIsNotOldNorWhatIsHeldNorWhatIsOnItsWay() {
    store
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "insert into challengers (client_id, version, percent, shadow, salt, since)"
                        + " values ('acme', 1, 10, 0, 's', 0)"));
    set(2, "state = 'held'");
    set(3, "state = 'training'");

    assertThat(due()).containsExactly(5);
  }

  @Test
  void whatARemoteProviderKeepsTakesNoRoom() {
    set(1, "track = 'a'");
    set(2, "model_id = null, state = 'failed'");
    set(3, "state = 'refused'");

    assertThat(due()).containsExactly(3, 5);
  }

  @Test
  void aModelThatAKeptVersionAnswersWithStays() {
    set(1, "model_id = 'acme-client:v7'");

    assertThat(due()).containsExactly(2, 3, 5);
  }

  @Test
  void whoGoesBackToARemovedVersionIsToldWhichOneCanAnswer() {
    ModelVersion five = store.registry().version(ACME, 5);
    assertThat(old.claim(five)).isTrue();
    assertThatThrownBy(() -> store.registry().rollBack(ACME, 5))
        .hasMessageStartingWith("the model of version 5 of client acme is being removed to make");
    old.removed(five, handle -> {});

    assertThatThrownBy(() -> store.registry().rollBack(ACME, 5))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "the model of version 5 of client acme was removed on 2026-04-06T08:00:00Z to make room"
                + " (flywheel.cycle.max-versions); the newest that can answer again: flywheel"
                + " fine-tune rollback --client acme --version 6");
    assertThatThrownBy(
            () ->
                new PromoteByHand(store.jdbi(), store.registry(), store.audit())
                    .promote("jo", ACME, 5, true))
        .hasMessageContaining("was removed on");
    assertThat(store.registry().active(ACME).map(ModelVersion::version)).contains(7);
    assertThatCode(() -> store.registry().rollBack(ACME, 4)).doesNotThrowAnyException();
  }

  @Test
  void aVersionThatSomebodyWentBackToMeanwhileIsNotTaken() {
    ModelVersion seen = store.registry().version(ACME, 5);
    store.registry().rollBack(ACME, 5);

    assertThat(old.claim(seen)).isFalse();
    assertThat(store.registry().version(ACME, 5).removingAt()).isEmpty();
  }

  /** Version 6 took the place of version 5, which would be its predecessor. */
  @Test
  void whatWasBegunIsBroughtToItsEndWhateverIsPromotedMeanwhile() {
    old.claim(store.registry().version(ACME, 5));
    set(6, "replaced = 5");
    store.registry().rollBack(ACME, 6);

    assertThat(due()).contains(5);
    assertThat(store.registry().predecessor(ACME)).isEmpty();
  }

  @Test
  void aVersionIsToldAsRemovedOnce() {
    ModelVersion five = store.registry().version(ACME, 5);
    old.claim(five);
    List<String> told = new ArrayList<>();

    old.removed(five, handle -> told.add("first"));
    old.removed(five, handle -> told.add("second"));

    assertThat(told).containsExactly("first");
    assertThat(due()).doesNotContain(5);
  }

  @Test
  void whatBeginsAnewElsewhereHasNoRemovedModel() {
    set(5, "removing_at = 1, removed_at = 2, state = 'failed'");

    store
        .jdbi()
        .useTransaction(
            h -> store.registry().beginAnew(h, ACME, 5, "a", "openai", "gpt-4o-mini-2024-07-18"));

    ModelVersion anew = store.registry().version(ACME, 5);
    assertThat(anew.removingAt()).isEmpty();
    assertThat(anew.removedAt()).isEmpty();
  }
}
