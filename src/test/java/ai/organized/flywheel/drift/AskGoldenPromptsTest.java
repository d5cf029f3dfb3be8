package ai.organized.flywheel.drift;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.client.ClientId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AskGoldenPromptsTest extends Watching {

  private void night() {
    watch.golden().ask(ACME);
  }

  private void aMinuteLater() {
    clock.turn(Duration.ofSeconds(61));
    watch.golden().askAgain(ACME);
  }

  @Test
  void aSoundModelIsKeptAsSound() {
    promote(1, SOUND);

    night();
    aMinuteLater();

    assertThat(store.row("golden_checks")).containsEntry("flaw", null).containsEntry("version", 1);
    assertThat(told()).isEmpty();
  }

  @Test
  void brokenTwiceInARowGoesBackToTheVersionBefore() {
    promote(1, SOUND);
    promote(2, BROKEN);

    night();
    assertThat(active()).isEqualTo(2);
    aMinuteLater();

    assertThat(active()).isEqualTo(1);
    assertThat(store.rows("golden_checks")).hasSize(2);
    assertThat(told().get(0))
        .startsWith("acme v2 went back to v1: asked twice, the answer to \"")
        .contains("is broken (repetition)")
        .contains("v1 before: it answers the same prompts soundly");
  }

  @Test
  void aMinuteMustPassBetweenTheTwo() {
    promote(1, SOUND);
    promote(2, BROKEN);

    night();
    watch.golden().askAgain(ACME);
    night();

    assertThat(active()).isEqualTo(2);
    assertThat(told()).isEmpty();
  }

  @Test
  void brokenOnlyOnceChangesNothing() {
    promote(1, SOUND);
    String modelOfV1 = (String) store.row("model_versions").get("model_id");
    promote(2, BROKEN);
    night();
    setModel(2, modelOfV1); // it was being reloaded

    aMinuteLater();

    assertThat(active()).isEqualTo(2);
    assertThat(told()).isEmpty();
  }

  private void setModel(int version, String modelId) {
    store
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "update model_versions set model_id = ? where version = ?", modelId, version));
  }

  @Test
  void withoutASoundVersionBeforePeopleAreWarnedOnce() {
    promote(1, BROKEN);
    promote(2, BROKEN);

    night();
    aMinuteLater();
    aMinuteLater();

    assertThat(active()).isEqualTo(2);
    assertThat(told()).singleElement().asString().contains("the version before is broken as well");
    assertThat(rechecks.isOpen(ACME)).isTrue();
  }

  @Test
  void aServerThatIsSilentIsToldAndIsNoFlaw() {
    promote(1, SOUND);
    promoteModel(2, "ft:gone");

    night();
    aMinuteLater();

    assertThat(active()).isEqualTo(2);
    assertThat(store.rows("golden_checks")).isEmpty();
    assertThat(told())
        .singleElement()
        .asString()
        .startsWith("acme v2 did not answer its golden prompts: ");
    assertThat(audited()).containsExactly("warned");
  }

  @Test
  void aSilenceThatGoesOnIsToldOnceAWeek() {
    promoteModel(1, "ft:gone");

    for (int nights = 0; nights < 7; nights++) {
      night();
      clock.turn(Duration.ofDays(1));
    }
    assertThat(told()).hasSize(1);

    night();
    assertThat(told()).hasSize(2);
  }

  @Test
  void aNewSilenceIsToldAlthoughAnEarlierOneWas() {
    promote(1, SOUND);
    String model = (String) store.row("model_versions").get("model_id");
    setModel(1, "ft:gone");
    night();
    clock.turn(Duration.ofDays(1));
    setModel(1, model);
    night();
    clock.turn(Duration.ofDays(1));
    setModel(1, "ft:gone");

    night();

    assertThat(told()).hasSize(2);
  }

  @Test
  void aClientWithoutAModelIsNotAsked() {
    watch.golden().ask(new ClientId("nobody"));

    assertThat(sandbox.requests()).isEmpty();
    assertThat(watch.versions().clients()).isEmpty();
  }
}
