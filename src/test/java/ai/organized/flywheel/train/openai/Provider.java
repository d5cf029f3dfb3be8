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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sandbox as the provider, and the codec that speaks to it. */
final class Provider implements AutoCloseable {
  static final String BASE_MODEL = "gpt-4o-mini-2024-07-18";
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  final HandTurnedClock clock = new HandTurnedClock();
  final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(clock));
  final OpenAi settings =
      new OpenAi(
          new Secret(SandboxOptions.DEFAULT_API_KEY),
          "Authorization",
          sandbox.openAiBase(),
          BASE_MODEL,
          TIMEOUT,
          Duration.ofSeconds(1));
  final OpenAiFineTuner tuner = new OpenAiFineTuner(settings, SendCall::send, clock);

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
