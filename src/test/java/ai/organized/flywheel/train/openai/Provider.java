package ai.organized.flywheel.train.openai;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.OpenAi;
import ai.organized.flywheel.train.JobState;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sandbox as the provider, and the codec that speaks to it. */
final class Provider implements AutoCloseable {
  static final String BASE_MODEL = "gpt-4o-mini-2024-07-18";
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  final HandTurnedClock clock = new HandTurnedClock();
  final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(clock));
  final OpenAi settings =
      settings(SandboxOptions.DEFAULT_API_KEY, "Authorization", sandbox.openAiBase());
  private int corners;
  final OpenAiFineTuner tuner = new OpenAiFineTuner(settings, SendCall::send, clock);

  OpenAiFineTuner tuner(OptionalInt epochs) {
    return new OpenAiFineTuner(settings, epochs, SendCall::send, clock);
  }

  OpenAiFineTuner tunerWithKey(String key) {
    return new OpenAiFineTuner(
        settings(key, "Authorization", sandbox.openAiBase()), SendCall::send, clock);
  }

  /** The same room with Azure's manners. */
  OpenAiFineTuner azure() {
    return new OpenAiFineTuner(
        settings(SandboxOptions.DEFAULT_API_KEY, "api-key", sandbox.azureBase()),
        SendCall::send,
        clock);
  }

  private static OpenAi settings(String key, String header, URI base) {
    return new OpenAi(new Secret(key), header, base, BASE_MODEL, TIMEOUT, Duration.ofSeconds(1));
  }

  /** One whose provider says this to whatever it is asked first, and again to a second look. */
  OpenAiFineTuner answering(int status, String body) {
    String corner = "/corner-" + corners++;
    for (String method : List.of("GET", "GET", "POST")) {
      sandbox.failNext(method, "/v1" + corner + "/", status, body, Map.of());
    }
    URI base = URI.create(sandbox.openAiBase() + corner);
    return new OpenAiFineTuner(
        settings(SandboxOptions.DEFAULT_API_KEY, "Authorization", base), SendCall::send, clock);
  }

  TrainingJob uploaded(TrainingJob job) {
    return job.withFile(tuner.upload(job));
  }

  TrainingJob created(TrainingJob job) {
    TrainingJob uploaded = uploaded(job);
    return uploaded.withJob(tuner.createJob(uploaded));
  }

  /** The body of the newest request. */
  JsonNode lastBody() {
    return json(new String(lastRequest().body(), StandardCharsets.UTF_8));
  }

  /** A job of which nothing was sent yet, with a good training file of twelve lines. */
  TrainingJob job(Path folder, String client, int version) {
    Path file = folder.resolve(client + "-" + version + ".jsonl");
    try {
      Files.writeString(
          file,
          IntStream.range(0, 12)
              .mapToObj(i -> line("problem " + i, "solution " + i))
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String hash = String.format("%064x", client.hashCode() * 31L + version);
    return new TrainingJob(
        new ClientId(client),
        version,
        JobState.PLANNED,
        false,
        "openai",
        null,
        null,
        null,
        null,
        null,
        false,
        0,
        BASE_MODEL,
        null,
        file,
        new StringBuilder(hash).reverse().toString());
  }

  private static String line(String question, String answer) {
    return """
        {"messages":[{"role":"system","content":"You know tags."},\
        {"role":"user","content":"%s"},{"role":"assistant","content":"%s"}]}
        """
        .formatted(question, answer);
  }

  RecordedRequest lastRequest() {
    return sandbox.requests().get(sandbox.requests().size() - 1);
  }

  static JsonNode json(RemoteCall call) {
    return json((String) call.body());
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RemoteReply reply(int status, String body) {
    return new RemoteReply(status, Optional.empty(), body);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
