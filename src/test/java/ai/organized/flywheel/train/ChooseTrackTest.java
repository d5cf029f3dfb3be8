package ai.organized.flywheel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.fixtures.SendInTime;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.storage.WholeFile;
import ai.organized.flywheel.train.ChooseTrack.Choice;
import ai.organized.flywheel.train.ChooseTrack.Wanted;
import ai.organized.flywheel.train.ollama.OllamaFineTuner;
import ai.organized.flywheel.train.openai.OpenAiFineTuner;
import ai.organized.flywheel.train.together.TogetherFineTuner;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real adapters: the remote ones speak to a sandbox that counts as outside, Ollama to one inside.
 */
class ChooseTrackTest {
  private static final ClientId ACME = new ClientId("acme");

  /** Nothing listens there. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  @TempDir Path folder;
  private final HandTurnedClock clock = new HandTurnedClock();
  private Sandbox outside;
  private Sandbox inside;

  @BeforeEach
  void open() {
    outside = Sandbox.start(SandboxOptions.defaults(clock));
    inside = Sandbox.start(SandboxOptions.defaults(clock));
    configure("auto", true);
  }

  @AfterEach
  void close() {
    outside.close();
    inside.close();
  }

  private void configure(String track, boolean mayLeave) {
    WholeFile.write(
        folder.resolve("acme/config.json"),
        """
        {"client_id":"acme","track_preference":"%s","data_egress_allowed":%s}
        """
            .formatted(track, mayLeave));
  }

  private Choice choose(int lines, Optional<Track> track, Optional<String> provider) {
    return choose(Map.of(), lines, track, provider);
  }

  private Choice choose(
      Map<String, String> more, int lines, Optional<Track> track, Optional<String> provider) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "OPENAI_BASE_URL", outside.openAiBase().toString(),
                "OPENAI_API_KEY", SandboxOptions.DEFAULT_API_KEY,
                "TOGETHER_BASE_URL", outside.togetherBase().toString(),
                "OLLAMA_HOST", inside.ollama().toString()));
    environment.putAll(more);
    Settings settings = SettingsReader.read(folder, new Properties(), environment);
    Clients clients = new Clients(folder);
    EgressGuard guard =
        new EgressGuard(
            clients, new OwnNetwork(List.of(), List.of(outside.openAiBase().getAuthority())));
    FineTuners tuners =
        new FineTuners(
            List.of(
                new OpenAiFineTuner(
                    settings.openAi(), OptionalInt.empty(), SendInTime::send, clock),
                new TogetherFineTuner(
                    settings.together(), OptionalInt.empty(), SendInTime::send, clock),
                new OllamaFineTuner(
                    settings.ollama(), clients, SendInTime::send, Optional.empty())),
            guard);
    return new ChooseTrack(tuners, guard)
        .choose(new Wanted(clients.config(ACME), lines, track, provider, Optional.empty()));
  }

  private Choice auto(int lines) {
    return choose(lines, Optional.empty(), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "50, openai, 50 lines are less than 200",
    "199, openai, 199 lines are less than 200",
    "200, openai, nothing was yet",
    "499, openai, nothing was yet",
    "500, ollama, 500 lines are 500 or more",
    "9000, ollama, 9000 lines are 500 or more"
  })
  void withoutAWishTheNumberOfLinesDecides(int lines, String provider, String why) {
    Choice choice = auto(lines);

    assertThat(choice.tuner().provider()).isEqualTo(provider);
    assertThat(choice.why()).contains(why);
  }

  @Test
  void dataThatMayNotLeaveIsTrainedInsideAndNotAByteGoesOut() {
    configure("auto", false);

    Choice choice = auto(60);

    assertThat(choice.tuner().provider()).isEqualTo("ollama");
    assertThat(choice.why()).isEqualTo("track b, because the client's data may not leave");
    assertThat(outside.requests()).isEmpty();
  }

  @Test
  void aProviderThatAPersonNamesIsRefusedBeforeTheFirstByteWhenTheDataMayNotLeave() {
    configure("b", false);

    assertThatThrownBy(() -> choose(60, Optional.empty(), Optional.of("openai")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("may not leave");
    assertThat(outside.requests()).isEmpty();
  }

  @Test
  void whatTheConfigSaysHoldsWhateverTheNumberOfLines() {
    configure("b", true);
    assertThat(auto(60).tuner().provider()).isEqualTo("ollama");
    configure("a", true);
    assertThat(auto(900).tuner().provider()).isEqualTo("openai");
  }

  @Test
  void aWishGoesBeforeTheConfig() {
    configure("a", true);

    Choice choice = choose(60, Optional.of(Track.B), Optional.empty());

    assertThat(choice.tuner().provider()).isEqualTo("ollama");
    assertThat(choice.why()).isEqualTo("track b, because track b was asked for");
  }

  @Test
  void theNextOfTheTrackTakesTheTurnOfOneThatDoesNotAnswer() {
    Choice choice =
        choose(
            Map.of(
                "OPENAI_BASE_URL",
                NOWHERE + "/v1",
                "TOGETHER_API_KEY",
                SandboxOptions.DEFAULT_API_KEY),
            60,
            Optional.empty(),
            Optional.empty());

    assertThat(choice.tuner().provider()).isEqualTo("together");
  }

  @Test
  void theOtherTrackTakesTheTurnOfOneOnWhichNothingIsConfigured() {
    Choice choice = choose(Map.of("OPENAI_API_KEY", ""), 60, Optional.empty(), Optional.empty());

    assertThat(choice.tuner().provider()).isEqualTo("ollama");
    assertThat(choice.why()).contains("nothing on track a can train now");
  }

  @Test
  void whatIsConfiguredAndDoesNotAnswerIsWaitedForAndASilentOllamaIsNot() {
    Map<String, String> dead = Map.of("OPENAI_BASE_URL", NOWHERE + "/v1", "OLLAMA_HOST", NOWHERE);

    Choice choice = choose(dead, 900, Optional.empty(), Optional.empty());

    assertThat(choice.tuner().provider()).isEqualTo("openai");
    assertThat(choice.why()).endsWith("it is waited for");
  }

  @Test
  void whenNobodyCanItIsSaidOfEachWhyNot() {
    Map<String, String> none = Map.of("OPENAI_API_KEY", "", "OLLAMA_HOST", NOWHERE);

    assertThatThrownBy(() -> choose(none, 60, Optional.empty(), Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("openai: training with openai is off; set OPENAI_API_KEY")
        .hasMessageContaining("together: training with together is off")
        .hasMessageContaining("ollama: ");
  }
}
