package ai.organized.flywheel.train.together;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.fixtures.SendInTime;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.Together;
import ai.organized.flywheel.train.PaperJob;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The sandbox as Together, and the adapter that speaks to it. */
final class TogetherSandbox implements AutoCloseable {
  static final String BASE_MODEL = "meta-llama/Meta-Llama-3.1-8B-Instruct-Reference";

  final HandTurnedClock clock = new HandTurnedClock();
  final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(clock));
  final TogetherFineTuner tuner = tuner(OptionalInt.empty(), BASE_MODEL);

  TogetherFineTuner tuner(OptionalInt epochs, String model) {
    return tuner(epochs, model, SandboxOptions.DEFAULT_API_KEY);
  }

  TogetherFineTuner tuner(OptionalInt epochs, String model, String key) {
    Together settings = new Together(new Secret(key), sandbox.togetherBase(), model);
    return new TogetherFineTuner(settings, epochs, SendInTime::send, clock);
  }

  TrainingJob uploaded(Path folder) {
    TrainingJob job = PaperJob.planned(folder, tuner, "acme", 1);
    return job.withFile(tuner.upload(job));
  }

  TrainingJob created(Path folder) {
    TrainingJob job = uploaded(folder);
    return job.withJob(tuner.createJob(job));
  }

  /** The body of the newest request. */
  JsonNode lastBody() {
    RecordedRequest last = sandbox.requests().get(sandbox.requests().size() - 1);
    try {
      return new ObjectMapper().readTree(new String(last.body(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
