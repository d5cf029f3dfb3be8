package ai.organized.flywheel.train.openai;

import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.openai.TrainingFileRules.Problem;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.OpenAi;
import ai.organized.flywheel.train.Backend;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.FineTunerContract;
import ai.organized.flywheel.train.SandboxBackend;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

class OpenAiContractTest extends FineTunerContract {
  private final HandTurnedClock clock = new HandTurnedClock();

  @Override
  protected Clock clock() {
    return clock;
  }

  @Override
  protected Backend open() {
    return new SandboxBackend(clock) {
      @Override
      protected FineTuner adapter(URI base, Function<RemoteCall, RemoteReply> send) {
        OpenAi settings =
            new OpenAi(
                new Secret(KEY),
                "Authorization",
                base,
                Provider.BASE_MODEL,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        return new OpenAiFineTuner(settings, OptionalInt.empty(), send, clock);
      }

      @Override
      protected URI base() {
        return sandbox.openAiBase();
      }

      @Override
      protected String call(Step step) {
        return switch (step) {
          case CHECK -> "GET /v1/models";
          case FIND_UPLOAD -> "GET /v1/files?";
          case UPLOAD -> "POST /v1/files";
          case FIND_JOB -> "GET /v1/fine_tuning/jobs?";
          case CREATE -> "POST /v1/fine_tuning/jobs";
          case POLL, EVENTS -> "GET /v1/fine_tuning/jobs/ftjob-";
          case CANCEL -> "POST /v1/fine_tuning/jobs/ftjob-";
        };
      }

      @Override
      public void failTraining(String reason) {
        sandbox.openAi().failTraining(Optional.of(new Problem("training_broke", reason)));
      }

      @Override
      public boolean showStatus(Optional<String> status) {
        sandbox.openAi().showStatus(status);
        return true;
      }

      @Override
      public Optional<Integer> uploads() {
        return Optional.of(done("POST", "/v1/files"));
      }

      @Override
      public int jobs() {
        return done("POST", "/v1/fine_tuning/jobs");
      }
    };
  }
}
