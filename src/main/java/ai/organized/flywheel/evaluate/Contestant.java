package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.hash.Sha256;
import java.util.Locale;
import java.util.Optional;

/**
 * A model in a comparison, as it would answer its client.
 *
 * @param version in the registry; empty for an untuned model
 * @param baseModel what it was trained from; its own name when it is untuned
 * @param systemPrompt it is served with
 */
public record Contestant(
    Role role,
    Optional<Integer> version,
    String provider,
    String modelId,
    String baseModel,
    String systemPrompt) {

  /** What a model is in a comparison. */
  public enum Role {
    /** The one that is judged. */
    CANDIDATE,
    /** The version that it is measured against. */
    CHAMPION,
    /**
     * The untuned base with the candidate's prompt: what the client would have without training.
     */
    BASELINE;

    /** As it stands in tables. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** SHA-256 of the prompt: an answer under another prompt is another answer. */
  public String promptHash() {
    return Sha256.hex(systemPrompt);
  }

  /** For messages. */
  public String name() {
    return modelId + " at " + provider;
  }
}
