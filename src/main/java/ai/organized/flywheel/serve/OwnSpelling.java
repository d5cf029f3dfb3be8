package ai.organized.flywheel.serve;

import ai.organized.flywheel.failure.RefusedException;
import java.util.List;

/**
 * Names at the top of a body that we act on. Ollama reads JSON as Go does: {@code Model} is {@code
 * model} to it (and with it the long s and the sign of the unit Kelvin, as for {@link
 * String#equalsIgnoreCase}), and what comes last wins.
 */
final class OwnSpelling {
  private static final List<String> OURS =
      List.of(
          "model",
          "messages",
          "metadata",
          "stream",
          "user",
          "prompt_cache_key",
          "max_tokens",
          "max_completion_tokens");

  private OwnSpelling() {}

  /**
   * @param name that is none of ours
   * @throws RefusedException when it is one of ours to whom case is nothing
   */
  static void require(String name) {
    for (String ours : OURS) {
      if (name.equalsIgnoreCase(ours)) {
        throw new RefusedException(
            400, "misspelt_field", "a name in the body differs from " + ours + " by its case");
      }
    }
  }
}
