package ai.organized.flywheel.account;

import java.util.List;

/**
 * A list of names in the system prompt, of which as many are shown as fit.
 *
 * @param label before the whole list: {@code Tags}
 * @param unit of what is counted when only a part is shown: {@code tags}
 * @param weight names it is given whenever another list is given its own weight
 * @param separator between two names
 * @param total names there are; {@code names} holds no more of them than could ever fit
 */
record PromptList(
    String label, String unit, int weight, String separator, int total, List<String> names) {
  /** Tokens of one name. */
  private static final int LONGEST_NAME = 24;

  /** Tokens of one sentence. */
  private static final int LONGEST_SENTENCE = 48;

  static PromptList of(String label, String unit, int weight, List<String> names) {
    return of(label, unit, weight, ", ", LONGEST_NAME, names);
  }

  static PromptList ofSentences(String label, String unit, int weight, List<String> sentences) {
    return of(label, unit, weight, "; ", LONGEST_SENTENCE, sentences);
  }

  private static PromptList of(
      String label, String unit, int weight, String separator, int longest, List<String> names) {
    List<String> few =
        names.stream()
            .limit(SystemPrompt.MAX_TOKENS / 2) // a name and its comma are two tokens at least
            .map(name -> PromptTokens.cut(name, longest))
            .toList();
    return new PromptList(label, unit, weight, separator, names.size(), few);
  }

  /** {@code Tags: A, B} or {@code 31 tags including: A, B [+29 more]}; empty when none is shown. */
  String line(int shown) {
    if (shown == 0) {
      return "";
    }
    String list = String.join(separator, names.subList(0, shown));
    if (shown == total) {
      return "\n" + label + ": " + list;
    }
    return "\n" + total + " " + unit + " including: " + list + " [+" + (total - shown) + " more]";
  }
}
