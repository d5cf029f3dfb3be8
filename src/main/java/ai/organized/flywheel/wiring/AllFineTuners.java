package ai.organized.flywheel.wiring;

import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.Settings.Trainer;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.FineTuners;
import ai.organized.flywheel.train.mlx.MlxFineTuner;
import ai.organized.flywheel.train.mlx.MlxPlan;
import ai.organized.flywheel.train.ollama.BySsh;
import ai.organized.flywheel.train.ollama.OllamaFineTuner;
import ai.organized.flywheel.train.openai.OpenAiFineTuner;
import ai.organized.flywheel.train.ssh.TrainerHost;
import ai.organized.flywheel.train.together.TogetherFineTuner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every way to train, in the order in which the settings prefer them. */
final class AllFineTuners {
  private AllFineTuners() {}

  /**
   * @param send passes the egress guard
   */
  static FineTuners of(
      Settings settings,
      Function<RemoteCall, RemoteReply> send,
      Clients clients,
      EgressGuard guard,
      Clock clock) {
    Optional<TrainerHost> trainer = trainer(settings.trainer(), guard);
    OptionalInt epochs = settings.training().epochs();
    List<FineTuner> all =
        List.of(
            new OpenAiFineTuner(settings.openAi(), epochs, send, clock),
            new TogetherFineTuner(settings.together(), epochs, send, clock),
            new MlxFineTuner(
                new MlxPlan(settings.trainer(), settings.mlx(), settings.ollama(), epochs),
                trainer,
                send),
            new OllamaFineTuner(
                settings.ollama(),
                clients,
                send,
                trainer.map(host -> new BySsh(settings.trainer(), host, clients))));
    return new FineTuners(
        settings.training().providers().stream().flatMap(name -> named(all, name)).toList(), guard);
  }

  private static Stream<FineTuner> named(List<FineTuner> all, String provider) {
    return all.stream().filter(tuner -> tuner.provider().equals(provider));
  }

  private static Optional<TrainerHost> trainer(Trainer settings, EgressGuard guard) {
    return settings.isOn()
        ? Optional.of(TrainerHost.of(settings, System.getenv(), guard))
        : Optional.empty();
  }
}
