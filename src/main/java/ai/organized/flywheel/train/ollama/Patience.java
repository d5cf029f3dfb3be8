package ai.organized.flywheel.train.ollama;

import java.time.Duration;

/**
 * How long is waited for Ollama.
 *
 * @param question for an answer that takes no work
 * @param creation for the making of a model, and for a file
 */
record Patience(Duration question, Duration creation) {
  static final Patience USUAL = new Patience(Duration.ofSeconds(20), Duration.ofMinutes(10));
}
