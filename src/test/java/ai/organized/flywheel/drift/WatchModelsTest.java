package ai.organized.flywheel.drift;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.registry.ModelState;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

class WatchModelsTest extends Watching {

  /** The second version took the place of a good one and is a good one itself, so far. */
  private void twoGoodVersions() {
    promote(1, SOUND);
    rows.answered(ACME, 1, 300);
    promote(2, SOUND);
    rows.answered(ACME, 2, 100);
  }

  @Test
  void aVersionThatFailsGoesBackToTheOneBeforeWithItsFigures() {
    twoGoodVersions();
    rows.failed(ACME, 2, 20);

    look();

    assertThat(active()).isEqualTo(1);
    assertThat(state(2)).isEqualTo(ModelState.ARCHIVED);
    assertThat(told())
        .singleElement()
        .asString()
        .startsWith("acme v2 went back to v1: error rate 100 % of the last 20 answers; 0.0 % is")
        .contains("v1 before: error rate 0.0 % of its last 300 answers")
        .endsWith("To undo it: flywheel fine-tune rollback --client acme --version 2");
    assertThat(audited()).containsExactly("rolled back");
    assertThat((String) store.row("notifications").get("blocks")).contains("went back to v1");
    assertThat(store.row("drift_alarms"))
        .containsEntry("client_id", "acme")
        .containsEntry("version", 2)
        .containsEntry("signal", "errors")
        .containsEntry("acted", "rolled_back");
    assertThat(store.clients().folder(ACME).resolve("model_registry.json"))
        .content()
        .contains("went back to v1");
    assertThat(rechecks.isOpen(ACME)).isFalse();
  }

  @Test
  void whatStaysAsItWasAlarmsNobody() {
    twoGoodVersions();
    rows.failed(ACME, 2, 3);
    rows.answered(ACME, 2, 200);

    look();

    assertThat(active()).isEqualTo(2);
    assertThat(told()).isEmpty();
  }

  @Test
  void aBadMinuteThatIsOverIsForgotten() {
    twoGoodVersions();
    rows.failed(ACME, 2, 40);
    rows.answered(ACME, 2, 80);

    look();

    assertThat(told()).isEmpty();
  }

  @Test
  void aModelThatIsAnsweredForByTheFallbackGoesBack() {
    twoGoodVersions();
    rows.fellBack(ACME, 2, 15);

    look();

    assertThat(active()).isEqualTo(1);
    assertThat(told().get(0)).contains("fallback rate 100 % of the last 15 answers");
  }

  @Test
  void whatIsTriedOutBesideItAndDoesNotAnswerIsNotItsFault() {
    twoGoodVersions();
    for (int i = 0; i < 30; i++) {
      rows.fellBack(ACME, 3, 1);
      rows.answered(ACME, 2, 2);
    }

    look();

    assertThat(active()).isEqualTo(2);
    assertThat(told()).isEmpty();
  }

  @Test
  void aModelThatNeverAnsweredGoesBackToo() {
    promote(1, SOUND);
    rows.answered(ACME, 1, 300);
    promote(2, SOUND);
    rows.fellBack(ACME, 15);

    look();

    assertThat(active()).isEqualTo(1);
  }

  @Test
  void soDoesOneInWhosePlaceNobodyCouldAnswer() {
    promote(1, SOUND);
    rows.answered(ACME, 1, 300);
    promote(2, SOUND);
    rows.add(15, ACME, null, "champion", 503, "no_fallback", 0);

    look();

    assertThat(active()).isEqualTo(1);
  }

  @Test
  void answersThatPeopleRejectGoBack() {
    promote(1, SOUND);
    rows.answered(ACME, 1, 300);
    for (int i = 0; i < 40; i++) {
      rows.said(ACME, 1, "a-" + i, i % 10 == 0 ? 0.5 : 0.9);
    }
    promote(2, SOUND);
    rows.answered(ACME, 2, 100);
    for (int i = 0; i < 12; i++) {
      rows.said(ACME, 2, "b-" + i, 0.2);
    }

    look();

    assertThat(active()).isEqualTo(1);
    assertThat(told().get(0))
        .contains("acceptance 0.20 in the mean of the last 12; 0.86 is usual (of 40)")
        .contains("v1 before: acceptance 0.86 of 40 answers");
  }

  @Test
  void ofTenThatSaidSomethingNothingIsKnown() {
    promote(1, SOUND);
    rows.answered(ACME, 1, 300);
    for (int i = 0; i < 10; i++) {
      rows.said(ACME, 1, "a-" + i, 0.9);
    }
    promote(2, SOUND);
    for (int i = 0; i < 30; i++) {
      rows.said(ACME, 2, "b-" + i, 0.8);
    }
    for (int i = 0; i < 30; i++) {
      rows.said(ACME, 2, "c-" + i, 0.1);
    }

    look();

    assertThat(active()).isEqualTo(2);
    assertThat(told().get(0)).contains("too little is known of the version before (10 answers");
  }

  @Test
  void anotherLengthIsToldAndComparedButNoReasonToGoBack() {
    twoGoodVersions();
    rows.answered(ACME, 2, 100);
    rows.add(60, ACME, 2, "champion", 200, null, 10);

    look();

    assertThat(active()).isEqualTo(2);
    assertThat(told().get(0))
        .startsWith("acme v2 may have become worse: answer length 10 tokens in the mean of the")
        .contains("It goes on serving: answer length alone is no reason to go back");
    assertThat(audited()).containsExactly("warned");
    assertThat(rechecks.isOpen(ACME)).isTrue();
  }

  @Test
  void theVersionBeforeMustHaveBeenBetter() {
    promote(1, SOUND);
    rows.answered(ACME, 1, 60);
    rows.failed(ACME, 1, 140);
    promote(2, SOUND);
    rows.answered(ACME, 2, 100);
    for (int i = 0; i < 60; i++) {
      rows.answered(ACME, 2, 1);
      rows.failed(ACME, 2, 1);
    }

    look();

    assertThat(active()).isEqualTo(2);
    assertThat(told().get(0))
        .contains(
            "the version before is not shown to be better (error rate 70.0 % of its last 200");
  }

  @Test
  void theVersionBeforeMustNotStopSoon() {
    twoGoodVersions();
    store
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "insert into model_shutdowns (provider, model_id, stops_at, read_at)"
                        + " select provider, model_id, ?, 0 from model_versions where version = 1",
                    clock.instant().plus(Duration.ofDays(10)).toEpochMilli()));
    rows.failed(ACME, 2, 20);

    look();

    assertThat(active()).isEqualTo(2);
    assertThat(told().get(0)).contains("the model of v1 is switched off by its provider on 2026-");
  }

  @Test
  void theVersionBeforeMustAnswerToday() {
    promote(1, BROKEN);
    rows.answered(ACME, 1, 300);
    promote(2, SOUND);
    rows.failed(ACME, 2, 30);

    look();

    assertThat(active()).isEqualTo(2);
    assertThat(told().get(0)).contains("v1 is broken today: the answer to \"");
  }

  @Test
  void withoutAVersionBeforePeopleAreWarned() {
    promote(1, SOUND);
    rows.failed(ACME, 1, 30);

    look();

    assertThat(active()).isEqualTo(1);
    assertThat(told().get(0)).contains("no version before could answer again");
  }

  @Test
  void whoSwitchedItOffIsOnlyWarned() {
    with(Map.of("FLYWHEEL_DRIFT_ROLLBACK", "false"));
    twoGoodVersions();
    rows.failed(ACME, 2, 20);

    look();

    assertThat(active()).isEqualTo(2);
    assertThat(told().get(0)).contains("flywheel.drift.rollback is false");
    assertThat(store.row("drift_alarms")).containsEntry("acted", "warned");
  }

  @Test
  void anAlarmIsActedOnOnceHoweverOftenItIsLookedAt() {
    with(Map.of("FLYWHEEL_DRIFT_ROLLBACK", "false"));
    twoGoodVersions();
    rows.failed(ACME, 2, 20);
    look();
    rows.failed(ACME, 2, 20);
    with(Map.of("FLYWHEEL_DRIFT_ROLLBACK", "false"));

    look();

    assertThat(told()).hasSize(1);
  }

  @Test
  void whatWasOnlyWarnedOfIsActedOnAWeekLaterWhenItCanBe() {
    twoGoodVersions();
    String model = registry.version(ACME, 1).modelId().orElseThrow();
    setModel(1, "ft:gone");
    rows.failed(ACME, 2, 20);
    look();
    assertThat(told()).singleElement().asString().contains("v1 does not answer today");
    setModel(1, model);
    rows.failed(ACME, 2, 20);
    clock.turn(Duration.ofDays(6));
    look();
    assertThat(active()).isEqualTo(2);

    clock.turn(Duration.ofDays(2));
    rows.failed(ACME, 2, 1);
    look();

    assertThat(active()).isEqualTo(1);
    assertThat(store.row("drift_alarms")).containsEntry("acted", "rolled_back");
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
  void itNeverSwingsToAndFro() {
    twoGoodVersions();
    rows.failed(ACME, 2, 20);
    look();
    assertThat(active()).isEqualTo(1);
    // A person wants the second after all; then it is the first that fails.
    registry.rollBack(ACME, 2);
    clock.turn(Duration.ofDays(3));
    store
        .jdbi()
        .useHandle(h -> h.execute("update model_versions set replaced = 2 where version = 1"));
    registry.rollBack(ACME, 1);
    clock.turn(Duration.ofSeconds(1));
    rows.failed(ACME, 1, 60);

    look();

    assertThat(active()).isEqualTo(1);
    assertThat(told().get(1)).contains("It goes on serving: v2 was itself gone back from");
  }

  @Test
  void theVersionBeforeIsFoundBehindOthersThatAnsweredMeanwhile() {
    twoGoodVersions();
    promote(3, SOUND);
    rows.answered(ACME, 3, 1_200);
    registry.rollBack(ACME, 2); // a person did
    clock.turn(Duration.ofSeconds(1));
    rows.failed(ACME, 2, 30);

    look();

    assertThat(active()).isEqualTo(1);
  }

  @Test
  void notTwiceInADay() {
    promote(1, SOUND);
    rows.answered(ACME, 1, 300);
    promote(2, SOUND);
    rows.answered(ACME, 2, 300);
    promote(3, SOUND);
    rows.failed(ACME, 3, 30);
    look();
    assertThat(active()).isEqualTo(2);
    rows.failed(ACME, 2, 30);

    look();

    assertThat(active()).isEqualTo(2);
    assertThat(told().get(1)).contains("gone back from within the last day already");
  }

  @Test
  void norSoonAfterAComparisonOnTheHoldoutWentBack() {
    promote(1, SOUND);
    rows.answered(ACME, 1, 300);
    promote(2, SOUND);
    rows.answered(ACME, 2, 300);
    promote(3, SOUND);
    registry.rollBack(ACME, 2);
    store
        .jdbi()
        .useHandle(h -> new AlarmRows(clock).leftAfterComparison(h, ACME, 3, "shown worse"));
    clock.turn(Duration.ofSeconds(1));
    rows.failed(ACME, 2, 30);

    look();

    assertThat(active()).isEqualTo(2);
    assertThat(told().get(0)).contains("gone back from within the last day already");
  }

  @Test
  void registryAlarmAuditAndMessageChangeTogetherOrNotAtAll() {
    twoGoodVersions();
    rows.failed(ACME, 2, 20);
    store.jdbi().useHandle(h -> h.execute("alter table notifications rename to away"));

    assertThatThrownBy(this::look).isInstanceOf(JdbiException.class);
    assertThat(active()).isEqualTo(2);
    assertThat(store.rows("drift_alarms")).isEmpty();
    assertThat(store.rows("audit_log")).isEmpty();

    store.jdbi().useHandle(h -> h.execute("alter table away rename to notifications"));
    look();
    assertThat(active()).isEqualTo(1);
  }

  /** How often and by whom the rows were looked at before makes no difference. */
  @Test
  void whatIsUsualIsHowItBeganHoweverLongAgoAndHoweverOftenItWasLookedAt() {
    promote(1, SOUND);
    rows.failed(ACME, 1, 3);
    for (int i = 0; i < 12; i++) {
      rows.answered(ACME, 1, 1_000);
      look();
    }
    assertThat(told()).isEmpty();
    rows.failed(ACME, 1, 30);

    look();
    with(Map.of());
    store.jdbi().useHandle(h -> h.execute("delete from drift_alarms"));
    look();

    assertThat(told()).hasSize(2);
    assertThat(told().get(0)).contains("error rate 100 % of the last 30 answers; 1.5 % is usual");
    assertThat(told().get(0)).contains("(3 of 200)").isEqualTo(told().get(1));
  }

  @Test
  void aNewProcessFindsTheSameFromTheSameRows() {
    twoGoodVersions();
    rows.failed(ACME, 2, 4);
    look();
    with(Map.of()); // a restart in the middle of the change
    rows.failed(ACME, 2, 16);

    look();

    assertThat(active()).isEqualTo(1);
    assertThat(told().get(0)).contains("error rate 100 % of the last 20 answers");
  }
}
