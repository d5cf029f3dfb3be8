package ai.organized.flywheel.dataset;

import ai.organized.flywheel.near.FixDetails;
import ai.organized.flywheel.near.Words;
import java.util.Locale;

/** Texts by their words: case of ordinary words, blanks and punctuation do not count. */
final class SameWords {
  private SameWords() {}

  /** Equal for texts that say the same in the same words. */
  static String of(String text) {
    return FixDetails.of(text).said() + String.join(" ", Words.of(text)).toLowerCase(Locale.ROOT);
  }
}
