package ai.organized.flywheel.near;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Ordinary words that make another fix of nearly the same words: negations, opposites, sides, units
 * and orders.
 *
 * <p>Of a pair with an everyday word (on, all, more, and, right, new, up) only the other side is
 * listed: that is enough to tell the two apart, and the everyday word may be reworded.
 */
final class Opposites {
  /** A meaning a line: its name, which is the first of the words that say it. */
  private static final List<String> MEANINGS =
      """
      not no never none nor neither nothing cannot without except unless false off
      or
      before earlier
      after later
      first
      last
      once
      twice
      two
      three
      four
      five
      ten
      enable enables enabled enabling activate activates activated
      disable disables disabled disabling deactivate deactivates deactivated
      add adds added adding
      remove removes removed removing delete deletes deleted deleting
      allow allows allowed allowing accept accepts accepted accepting
      block blocks blocked blocking reject rejects rejected rejecting
      grant grants granted granting
      deny denies denied denying
      include includes included including
      exclude excludes excluded excluding
      increase increases increased increasing raise raises raised raising
      decrease decreases decreased decreasing reduce reduces reduced reducing
      start starts started starting
      stop stops stopped stopping
      pause pauses paused pausing
      resume resumes resumed resuming
      show shows showing
      hide hides hidden hiding
      open opens opened opening
      close closes closed closing
      min minimum
      max maximum
      higher
      lower
      above
      below
      left
      down
      less fewer
      inside
      outside
      internal
      external
      client
      server
      web
      primary
      secondary
      old
      staging
      production
      millisecond milliseconds
      second seconds
      minute minutes
      hour hours hourly
      day days daily
      week weeks weekly
      month months monthly
      year years yearly
      """
          .lines()
          .toList();

  private static final int SLOTS = 1024;
  private static final String[] WORDS = new String[SLOTS];
  private static final String[] MEANING = new String[SLOTS];

  static {
    for (String line : MEANINGS) {
      String[] words = Pattern.compile(" ").split(line, -1);
      for (String word : words) {
        int slot = WordHash.folded(word, 0, word.length()) & (SLOTS - 1);
        while (WORDS[slot] != null) {
          slot = (slot + 1) & (SLOTS - 1);
        }
        WORDS[slot] = word;
        MEANING[slot] = words[0];
      }
    }
  }

  private Opposites() {}

  /**
   * @param hash of the word from {@code from} up to {@code to}
   * @return null when the word is an ordinary one
   */
  static String meaning(String text, int from, int to, int hash) {
    for (int slot = hash & (SLOTS - 1); WORDS[slot] != null; slot = (slot + 1) & (SLOTS - 1)) {
      String word = WORDS[slot];
      if (word.length() == to - from && text.regionMatches(true, from, word, 0, word.length())) {
        return MEANING[slot];
      }
    }
    return endsInNt(text, from, to) ? "not" : null;
  }

  /** As isn't and isn’t. */
  private static boolean endsInNt(String text, int from, int to) {
    return to - from >= 3
        && (text.charAt(to - 2) == '\'' || text.charAt(to - 2) == '’')
        && text.regionMatches(true, to - 1, "t", 0, 1)
        && text.regionMatches(true, to - 3, "n", 0, 1);
  }
}
