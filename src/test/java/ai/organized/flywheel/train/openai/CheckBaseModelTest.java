package ai.organized.flywheel.train.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckBaseModelTest {
  private static final ClientId CLIENT = new ClientId("acme");
  private Provider provider;

  @BeforeEach
  void open() {
    provider = new Provider();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private void shutDownIn(int days) {
    LocalDate today = LocalDate.ofInstant(provider.clock.instant(), ZoneOffset.UTC);
    provider
        .sandbox
        .openAi()
        .announceShutdown(Provider.BASE_MODEL, today.plusDays(days).toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {-400, -1, 0})
  void aModelThatIsSwitchedOffIsNotTrained(int days) {
    shutDownIn(days);

    assertThatThrownBy(() -> provider.tuner.check(CLIENT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("was switched off on")
        .hasMessageContaining("FLYWHEEL_OPENAI_MODEL")
        .hasMessageContaining("--track b");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 29})
  void aModelThatSoonWillBeIsNotWorthPayingFor(int days) {
    shutDownIn(days);

    assertThatThrownBy(() -> provider.tuner.check(CLIENT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("will be switched off on");
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 31, 4_000})
  void aModelThatStaysForAWhileIsTrained(int days) {
    shutDownIn(days);

    assertThatCode(() -> provider.tuner.check(CLIENT)).doesNotThrowAnyException();
  }

  @Test
  void anotherModelsEndIsNoMatter() {
    provider.sandbox.openAi().announceShutdown("gpt-4.1-2025-04-14", "2020-01-01");

    assertThatCode(() -> provider.tuner.check(CLIENT)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[]}",
        "{}",
        "{\"data\":[{\"id\":\"another\"}]}",
        "{\"data\":[{\"id\":\"gpt-4o-mini-2024-07-18\",\"shutdown_date\":null}]}",
        "{\"data\":[{\"id\":\"gpt-4o-mini-2024-07-18\",\"shutdown_date\":\"soon\"}]}"
      })
  void aListThatDoesNotSayIsNoReasonAgainstIt(String models) {
    assertThatCode(() -> provider.answering(200, models).check(CLIENT)).doesNotThrowAnyException();
    assertThatCode(() -> provider.answering(404, "").check(CLIENT)).doesNotThrowAnyException();
  }

  @Test
  void aKeyThatIsRefusedEndsItBeforeAnythingIsPaidFor() {
    assertThatThrownBy(() -> provider.tunerWithKey("another-key").check(CLIENT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("OPENAI_API_KEY");
    assertThat(provider.sandbox.requests()).hasSize(1);
  }

  @Test
  void withoutAKeyItSaysWhatToSet() {
    assertThat(provider.tunerWithKey("").missing()).contains("set OPENAI_API_KEY");
    assertThat(provider.tuner.missing()).isEmpty();
  }
}
