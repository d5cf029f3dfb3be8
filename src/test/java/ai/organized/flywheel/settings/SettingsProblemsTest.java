package ai.organized.flywheel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.organized.flywheel.failure.RefusedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said at once, by name, and a secret is never said. */
class SettingsProblemsTest {
  /** Made up: only its shape is that of a key. */
  private static final String FAKE_KEY = "sk-" + "FAKE".repeat(6);

  @TempDir Path home;

  @Test
  void allProblemsAreReportedAtOnce() {
    Properties file = new Properties();
    file.setProperty("flywheel.port", "http");
    file.setProperty("flywheel.dataset.holdout-share", "10");
    file.setProperty("flywheel.pots", "1");
    Map<String, String> environment =
        Map.of("FLYWHEEL_POLL_SECONDS", "0", "FLYWHEEL_PROT", "1", "SLACK_WEBHOOK_URL", "hooks");

    assertThatThrownBy(() -> SettingsReader.read(home, file, environment))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            """
            the settings have 6 problems:
              config/application.properties: flywheel.pots is no setting; did you mean flywheel.port?
              environment: FLYWHEEL_PROT is no setting; did you mean FLYWHEEL_PORT?
              flywheel.port (FLYWHEEL_PORT): "http" is not a whole number from 1 to 65535
              flywheel.dataset.holdout-share (FLYWHEEL_DATASET_HOLDOUT_SHARE): "10" is not a number from 0 to 1
              flywheel.poll-seconds (FLYWHEEL_POLL_SECONDS): "0" is not a whole number from 1 to 86400
              flywheel.slack.webhook-url (SLACK_WEBHOOK_URL): the value is not an http or https address
            Edit config/application.properties or the environment, then start again.""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          FLYWHEEL_PORT | 0
          FLYWHEEL_PORT | 65536
          FLYWHEEL_PORT | 8787.5
          FLYWHEEL_PORT | 99999999999
          SCORE_THRESHOLD | 1.01
          SCORE_THRESHOLD | -0.1
          SCORE_THRESHOLD | NaN
          SCORE_THRESHOLD | 75%
          SCORE_THRESHOLD | 0,75
          OPENAI_BASE_URL | api.openai.com
          OPENAI_BASE_URL | ftp://example.com
          OPENAI_BASE_URL | https://
          OPENAI_BASE_URL | https://example.com/v1?key=x
          OPENAI_BASE_URL | https://exa mple.com
          FLYWHEEL_CYCLE_SCHEDULE | every monday
          FLYWHEEL_CYCLE_SCHEDULE | 0 2 * * 1
          """)
  void valueThatDoesNotFitIsNamedWithItsText(String name, String value) {
    assertThatThrownBy(() -> SettingsReader.read(home, new Properties(), Map.of(name, value)))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("the settings have a problem:\n")
        .hasMessageContaining("(" + name + "): \"" + value + "\" is not ");
  }

  @Test
  void secretInTheFileIsRefusedAndNotRepeated() {
    Properties file = new Properties();
    file.setProperty("flywheel.openai.api-key", FAKE_KEY);
    file.setProperty("flywheel.slack.webhook-url", "");

    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> SettingsReader.read(home, file, Map.of()));

    assertThat(refused)
        .hasMessageContaining(
            "flywheel.openai.api-key: a secret is not read from a file; export OPENAI_API_KEY")
        .hasMessageNotContaining(FAKE_KEY)
        .hasMessageNotContaining("slack");
  }

  @Test
  void passwordInAnAddressIsRefusedAndNotRepeated() {
    Map<String, String> environment =
        Map.of("OPENAI_BASE_URL", "https://user:" + FAKE_KEY + "@example.com/v1");

    assertThatThrownBy(() -> SettingsReader.read(home, new Properties(), environment))
        .hasMessageContaining("flywheel.openai.base-url (OPENAI_BASE_URL): the value is not ")
        .hasMessageNotContaining(FAKE_KEY);
  }

  @Test
  void secretsAreInNoTextOfTheSettings() {
    Settings settings =
        SettingsReader.read(
            home,
            new Properties(),
            Map.of(
                "OPENAI_API_KEY",
                FAKE_KEY,
                "SLACK_WEBHOOK_URL",
                "https://hooks.slack.example/" + FAKE_KEY));

    assertThat(settings.openAi().apiKey().value()).isEqualTo(FAKE_KEY);
    assertThat(settings.toString()).contains("apiKey=[set]").doesNotContain(FAKE_KEY);
    assertThat(settings.placeholders().toString()).doesNotContain(FAKE_KEY);
    assertThat(new Secret("")).hasToString("[not set]");
  }

  @Test
  void namesOfOthersInTheEnvironmentAreNoneOfOurs() {
    Map<String, String> environment =
        Map.of(
            "PATH", "/bin",
            "FLYWHEEL_HOME", "/opt",
            "FLYWHEEL_LOG_LEVEL", "INFO",
            "FLYWHEEL_JAVA_OPTS", "-Xmx1g",
            "OPENAI_ORGANISATION", "x");

    assertThatCode(() -> SettingsReader.read(home, new Properties(), environment))
        .doesNotThrowAnyException();
  }
}
