package ai.organized.flywheel.evaluate;

import java.util.Optional;

/**
 * What a model said to a question.
 *
 * @param text empty when it said nothing
 * @param finishReason as the server has it
 * @param latencyMillis until the whole answer was there; empty: not known
 * @param tokens empty: the server did not say
 */
public record Answer(
    Question question,
    String text,
    Optional<Flaw> flaw,
    Optional<String> finishReason,
    Optional<Long> latencyMillis,
    Optional<Tokens> tokens) {

  /** As the server counted them. */
  public record Tokens(long prompt, long completion) {}

  /** An answer of which nothing else is known. */
  public static Answer of(Question question, String text) {
    return new Answer(
        question,
        text,
        FindFlaw.in(text, false, false),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
