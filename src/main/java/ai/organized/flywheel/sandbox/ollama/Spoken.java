package ai.organized.flywheel.sandbox.ollama;

import java.util.List;

/**
 * An answer as far as it was let go.
 *
 * @param words with the space that follows each, so that they join to the same text
 * @param whole false when the limit cut it off
 */
record Spoken(List<String> words, boolean whole) {

  /**
   * @param most words, which stand for tokens here; 0 or less for no limit
   */
  static Spoken of(String answer, int most) {
    List<String> words = List.of(answer.split("(?<=\\s)(?=\\S)", -1));
    boolean cut = most > 0 && most < words.size();
    return new Spoken(cut ? words.subList(0, most) : words, !cut);
  }

  String text() {
    return String.join("", words);
  }

  String endReason() {
    return whole ? "stop" : "length";
  }
}
