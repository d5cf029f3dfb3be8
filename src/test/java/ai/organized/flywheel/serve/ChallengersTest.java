package ai.organized.flywheel.serve;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.PromoteByHand;
import ai.organized.flywheel.serve.Challengers.Challenger;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Version 1 answers; 2 is held, 3 ready, 4 archived. */
class ChallengersTest {
  @TempDir Path folder;
  private Answering answering;

  @BeforeEach
  void start() {
    answering = new Answering(folder);
    answering.configure(ACME, ",\"data_egress_allowed\":true");
    answering.version(ACME, 1, "openai", "ft:one", "active");
    answering.version(ACME, 2, "openai", "ft:two", "held");
    answering.version(ACME, 3, "openai", "ft:three", "ready");
    answering.version(ACME, 4, "openai", "ft:four", "archived");
  }

  @AfterEach
  void close() {
    answering.close();
  }

  private Serving serving() {
    return answering.findServing.find(ACME);
  }

  private long challenged(Serving serving) {
    return IntStream.range(0, 4_000)
        .filter(i -> serving.answering("user-" + i).orElseThrow().arm() == Arm.CHALLENGER)
        .count();
  }

  @Test
  void aCanaryAnswersItsShareAndTheChampionTheRest() {
    answering.challengers.answer("local:jo", ACME, 2, 12.5);

    Serving serving = serving();

    assertThat(challenged(serving)).isBetween(400L, 600L);
    assertThat(serving.answering(null).orElseThrow().arm()).isEqualTo(Arm.CHAMPION);
    Serving.Challenge challenge = serving.challenge().orElseThrow();
    assertThat(challenge.model().version()).contains(2);
    assertThat(challenge.model().modelId()).isEqualTo("ft:two");
    assertThat(challenge.shadow()).isFalse();
  }

  @Test
  void aShadowNeverAnswers() {
    answering.challengers.shadow("local:jo", ACME, 3);

    Serving serving = serving();

    assertThat(challenged(serving)).isZero();
    assertThat(serving.challenge().orElseThrow().shadow()).isTrue();
    assertThat(serving.challenge().orElseThrow().model().arm()).isEqualTo(Arm.SHADOW);
  }

  @Test
  void theSameVersionKeepsItsConversationsAndAnotherDrawsAnew() {
    Challenger five = answering.challengers.answer("jo", ACME, 2, 5);
    Challenger ten = answering.challengers.answer("jo", ACME, 2, 10);
    Challenger other = answering.challengers.answer("jo", ACME, 3, 10);

    assertThat(ten.salt()).isEqualTo(five.salt());
    assertThat(other.salt()).isNotEqualTo(five.salt());
    assertThat(answering.rows("challengers")).hasSize(1);
  }

  @Test
  void theAuditLogTellsWhoBeganAndEndedIt() {
    answering.challengers.answer("local:jo", ACME, 2, 12.5);
    answering.challengers.end("local:mo", ACME, "ended by hand");

    assertThat(answering.rows("audit_log"))
        .extracting(row -> row.get("actor") + " " + row.get("action") + " " + row.get("detail"))
        .containsExactly(
            "local:jo challenged v2, 12.5 % of the conversations",
            "local:mo challenge ended v2, 12.5 % of the conversations: ended by hand");
    assertThat(serving().challenge()).isEmpty();
    assertThat(answering.challengers.end("local:mo", ACME, "again")).isEmpty();
    assertThat(answering.rows("audit_log")).hasSize(2);
  }

  @Test
  void whatIsPromotedIsTriedOutNoMore() {
    answering.challengers.answer("jo", ACME, 2, 50);

    new PromoteByHand(answering.store.jdbi(), answering.store.registry(), answering.store.audit())
        .promote("jo", ACME, 2, false);

    assertThat(answering.challengers.of(ACME)).isEmpty();
    assertThat(answering.rows("audit_log"))
        .extracting(row -> row.get("action") + " v" + row.get("version"))
        .contains("challenge ended v2", "promoted v2");
    assertThat(serving().champion().orElseThrow().version()).contains(2);
    assertThat(serving().challenge()).isEmpty();
  }

  @Test
  void whatIsRolledBackToIsTriedOutNoMore() {
    answering.challengers.answer("jo", ACME, 4, 50);

    answering.store.registry().rollBack(ACME, 4);

    assertThat(answering.challengers.of(ACME)).isEmpty();
  }

  @Test
  void anotherVersionsPromotionLetsATrialGoOn() {
    answering.challengers.answer("jo", ACME, 2, 50);

    answering.store.registry().rollBack(ACME, 3);

    assertThat(serving().challenge().orElseThrow().model().version()).contains(2);
  }

  @Test
  void aVersionThatIsRefusedIsTriedOutNoMore() {
    answering.challengers.answer("jo", ACME, 3, 50);

    answering
        .store
        .jdbi()
        .useTransaction(
            handle ->
                answering.store.registry().move(handle, ACME, 3, ModelState.REFUSED, "was worse"));

    assertThat(answering.challengers.of(ACME)).isEmpty();
  }

  @Test
  void aVersionWhoseModelWasRemovedIsNotAsked() {
    answering.challengers.answer("jo", ACME, 4, 50);

    answering
        .store
        .jdbi()
        .useHandle(h -> h.execute("update model_versions set removing_at = 1 where version = 4"));

    assertThat(serving().challenge()).isEmpty();
    assertThat(serving().champion()).isPresent();
    assertThatThrownBy(() -> answering.challengers.answer("jo", ACME, 4, 5))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("removed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"training", "evaluating", "refused", "failed", "active"})
  void aVersionThatMayNotAnswerIsNotTriedOut(String state) {
    if (!state.equals("active")) {
      answering
          .store
          .jdbi()
          .useHandle(
              h -> h.execute("update model_versions set state = ? where version = 2", state));
    }
    int version = state.equals("active") ? 1 : 2;

    assertThatThrownBy(() -> answering.challengers.answer("jo", ACME, version, 5))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is " + state);
    assertThat(answering.rows("audit_log")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 50.01, 100, Double.NaN, Double.POSITIVE_INFINITY})
  void aShareIsFromNoneToHalf(double percent) {
    assertThatThrownBy(() -> answering.challengers.answer("jo", ACME, 2, percent))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("0 to 50");
  }

  @Test
  void aVersionThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> answering.challengers.shadow("jo", ACME, 9))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no version 9");
  }

  @Test
  void besideNothingNothingIsTriedOut() {
    answering
        .store
        .jdbi()
        .useHandle(h -> h.execute("update model_versions set state='archived' where version=1"));

    assertThatThrownBy(() -> answering.challengers.answer("jo", ACME, 2, 5))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("fine-tune promote --client acme --version 2");
  }

  @Test
  void aTrialWhoseModelIsWhereTheDataMayNotGoIsLeftOut() {
    answering.version(ACME, 5, "ollama", "acme-client:v5", "ready");
    answering.store.registry().rollBack(ACME, 5);
    answering.challengers.answer("jo", ACME, 2, 50);
    answering.sandbox.addOllamaModel("{\"name\":\"acme-client:v5\"}");
    answering.configure(ACME, ",\"data_egress_allowed\":false");

    assertThat(serving().challenge()).isEmpty();
    assertThat(serving().champion().orElseThrow().modelId()).isEqualTo("acme-client:v5");
  }
}
