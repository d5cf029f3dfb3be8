package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.settings.Settings.Ollama;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.SandboxBackend;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The sandbox's Ollama, reached by its API. */
final class OllamaApiBackend extends SandboxBackend {
  static final Patience PATIENCE = new Patience(Duration.ofSeconds(4), Duration.ofSeconds(4));

  OllamaApiBackend(HandTurnedClock clock) {
    super(clock);
  }

  @Override
  protected FineTuner adapter(URI base, Function<RemoteCall, RemoteReply> send) {
    return new OllamaFineTuner(
        new Ollama(base, "llama3.1:8b", 3),
        new Clients(Path.of("no-such-folder")),
        send,
        Optional.empty(),
        PATIENCE);
  }

  @Override
  protected URI base() {
    return sandbox.ollama();
  }

  @Override
  protected String call(Step step) {
    return switch (step) {
      case CHECK -> "GET /ollama/api/tags";
      case CREATE -> "POST /ollama/api/create";
      case FIND_JOB, POLL -> "POST /ollama/api/show";
      case FIND_UPLOAD, UPLOAD, EVENTS, CANCEL -> "";
    };
  }

  @Override
  protected String refusal(String message) {
    return Json.object().put("error", message).toString();
  }

  @Override
  public boolean arrange(Trouble trouble, Step step) {
    return !call(step).isEmpty() && super.arrange(trouble, step);
  }

  /** Some steps send nothing at all. */
  @Override
  public Optional<FineTuner> adapterBehindClosedGate() {
    return Optional.empty();
  }

  @Override
  public boolean endsAtOnce() {
    return true;
  }

  @Override
  public void failTraining(String reason) {
    throw new UnsupportedOperationException("a job ends at once");
  }

  @Override
  public boolean showStatus(Optional<String> status) {
    return false;
  }

  @Override
  public Optional<Integer> uploads() {
    return Optional.empty();
  }

  @Override
  public int jobs() {
    return done("POST", "/ollama/api/create");
  }
}
