package ai.organized.flywheel.redact;

import java.util.Arrays;

/** Words with which a text may end, in capitals or not; looked up by their last letter. */
final class Endings {
  private static final String[] NONE = {};

  private final String[][] byLastLetter = new String[128][];

  Endings(String... words) {
    for (char c = 0; c < byLastLetter.length; c++) {
      String last = String.valueOf(Character.toLowerCase(c));
      byLastLetter[c] =
          Arrays.stream(words).filter(word -> word.endsWith(last)).toArray(String[]::new);
    }
  }

  /** The length of the word that ends at {@code end}, 0 when there is none. */
  int endingAt(String text, int end) {
    for (String word : end == 0 ? NONE : wordsEndingWith(text.charAt(end - 1))) {
      if (text.regionMatches(true, end - word.length(), word, 0, word.length())) {
        return word.length();
      }
    }
    return 0;
  }

  private String[] wordsEndingWith(char c) {
    return c < byLastLetter.length ? byLastLetter[c] : NONE;
  }
}
