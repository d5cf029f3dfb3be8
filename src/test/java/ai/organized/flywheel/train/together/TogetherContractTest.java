package ai.organized.flywheel.train.together;

import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.openai.TrainingFileRules.Problem;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.Together;
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

class TogetherContractTest extends FineTunerContract {
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
        Together settings = new Together(new Secret(KEY), base, TogetherSandbox.BASE_MODEL);
        return new TogetherFineTuner(
            settings, OptionalInt.of(2), send, clock, Duration.ofSeconds(1));
      }

      @Override
      protected URI base() {
        return sandbox.togetherBase();
      }

      @Override
      protected String call(Step step) {
        return switch (step) {
          case CHECK -> "GET /together/v1/fine-tunes/models/limits";
          case FIND_UPLOAD -> "GET /together/v1/files";
          case UPLOAD -> "POST /together/v1/files/upload";
          case FIND_JOB -> "GET /together/v1/fine-tunes";
          case CREATE -> "POST /together/v1/fine-tunes";
          case POLL, EVENTS -> "GET /together/v1/fine-tunes/ft-";
          case CANCEL -> "POST /together/v1/fine-tunes/ft-";
        };
      }

      @Override
      public void failTraining(String reason) {
        sandbox.together().failTraining(Optional.of(new Problem("training_broke", reason)));
      }

      @Override
      public boolean showStatus(Optional<String> status) {
        sandbox.together().showStatus(status);
        return true;
      }

      @Override
      public Optional<Integer> uploads() {
        return Optional.of(done("POST", "/together/v1/files/upload"));
      }

      @Override
      public int jobs() {
        return done("POST", "/together/v1/fine-tunes");
      }
    };
  }
}
