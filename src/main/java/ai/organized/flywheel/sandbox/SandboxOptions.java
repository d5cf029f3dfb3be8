package ai.organized.flywheel.sandbox;

import static java.util.Objects.requireNonNull;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.embed.LexicalEmbedder;
import java.time.Clock;
import java.time.Duration;

/**
 * How a sandbox is opened.
 *
 * @param port TCP port on 127.0.0.1; 0 takes a free one
 * @param clock dates everything the sandbox hands out and moves the training on
 * @param trainingTime from creation of a job to its end; with zero, the first look at the job finds
 *     it running and the second finds it done, whatever the clock says
 * @param apiKey the only Bearer key that is let in
 * @param embedder decides which training example is nearest to a question, and makes the vectors
 *     that are asked for
 */
public record SandboxOptions(
    int port, Clock clock, Duration trainingTime, String apiKey, InProcessEmbedder embedder) {
  public static final String DEFAULT_API_KEY = "sandbox-key";

  public SandboxOptions {
    requireNonNull(clock, "clock");
    requireNonNull(trainingTime, "trainingTime");
    requireNonNull(apiKey, "apiKey");
    requireNonNull(embedder, "embedder");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
    }
    if (trainingTime.isNegative()) {
      throw new IllegalArgumentException("training time " + trainingTime + " is negative");
    }
  }

  /** A free port, no training time, the default key, the lexical embedder. */
  public static SandboxOptions defaults(Clock clock) {
    return new SandboxOptions(0, clock, Duration.ZERO, DEFAULT_API_KEY, new LexicalEmbedder());
  }

  public SandboxOptions withPort(int newPort) {
    return new SandboxOptions(newPort, clock, trainingTime, apiKey, embedder);
  }

  public SandboxOptions withTrainingTime(Duration newTrainingTime) {
    return new SandboxOptions(port, clock, newTrainingTime, apiKey, embedder);
  }

  public SandboxOptions withApiKey(String newApiKey) {
    return new SandboxOptions(port, clock, trainingTime, newApiKey, embedder);
  }

  public SandboxOptions withEmbedder(InProcessEmbedder newEmbedder) {
    return new SandboxOptions(port, clock, trainingTime, apiKey, newEmbedder);
  }
}
