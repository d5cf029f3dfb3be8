package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.redact.Redactions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Ollama's words mean, wherever they stand: Ollama has no codes. */
final class OllamaFailure {
  private static final int LONGEST_QUOTE = 300;

  /** What no second try will change. Source: server/create.go of 0.32. */
  private static final List<String> REFUSALS =
      List.of(
          "unsupported architecture",
          "unknown tokenizer format",
          "config.json",
          "unknown data type",
          "quantization is only supported",
          "unsupported quantization",
          "not in gguf format",
          "unknown type",
          "file path must be relative",
          "invalid model name",
          "invalid digest format",
          "digest mismatch",
          "neither 'from' or 'files'",
          "no files provided",
          "command must be one of",
          "unknown parameter",
          "no from line");

  private OllamaFailure() {}

  /**
   * @param attempted what was tried and where, for the message
   * @param said in Ollama's words; cleaned here
   * @param refused whether it was said with a status that no second try will change
   */
  static FailureException of(
      String attempted, String said, boolean refused, Optional<Duration> retryAfter) {
    String message = attempted + ": " + quoted(said);
    String words = said.toLowerCase(Locale.ROOT);
    if (words.contains("no space left") || words.contains("disk quota")) {
      return new RefusedException(
          "disk_full",
          message
              + ". Make room where Ollama keeps its models (type there: ollama list, then ollama rm"
              + " NAME), then: flywheel fine-tune submit");
    }
    if (words.contains("pull model manifest") || words.contains("not found")) {
      return new RefusedException(
          "model_not_found",
          message + ". Type: ollama pull with the base model, then: flywheel fine-tune submit");
    }
    if (refused || REFUSALS.stream().anyMatch(words::contains)) {
      return new RefusedException(
          "ollama_refused",
          message
              + ". Check OLLAMA_HOST and FLYWHEEL_OLLAMA_BASE_MODEL, then: flywheel fine-tune"
              + " submit");
    }
    return new UnavailableException(message, retryAfter.orElse(null));
  }

  /** In one line; Ollama may repeat what it was sent: cleaned first, then cut. */
  private static String quoted(String said) {
    String clean = new Redactions().clean(said).replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() > LONGEST_QUOTE ? clean.substring(0, LONGEST_QUOTE) + "…" : clean;
  }
}
