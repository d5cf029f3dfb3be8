package ai.organized.flywheel.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a text a person kept: twice the words that both texts have in the same order, over
 * the words of both. 1: all; 0: nothing. Words are runs of letters and digits, and every other
 * character but blanks is one as well.
 *
 * <p>Seed 003's formula knows a text as one value, kept or not, so that one corrected letter counts
 * as a rewritten text; see {@link SeedAcceptance}, which holds for answers that are JSON.
 */
final class TextAcceptance {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\s\\p{L}\\p{N}]");

  /** Words of each text; comparing costs the product of both. */
  private static final int MOST_WORDS = 5_000;

  private TextAcceptance() {}

  /** Empty when both texts are, and when one has more words than can be compared in short time. */
  static OptionalDouble of(String original, String edited) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] before = words(original, numbers);
    int[] after = words(edited, numbers);
    int both = before.length + after.length;
    return both == 0 || before.length > MOST_WORDS || after.length > MOST_WORDS
        ? OptionalDouble.empty()
        : OptionalDouble.of(2.0 * longestCommon(before, after) / both);
  }

  private static int[] words(String text, Map<String, Integer> numbers) {
    List<Integer> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (words.size() <= MOST_WORDS && word.find()) {
      words.add(numbers.computeIfAbsent(word.group(), w -> numbers.size()));
    }
    return words.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Length of the longest common subsequence. */
  private static int longestCommon(int[] one, int[] other) {
    int begin = 0;
    int end = Math.min(one.length, other.length);
    while (begin < end && one[begin] == other[begin]) {
      begin++;
    }
    int tail = 0;
    while (tail < end - begin && one[one.length - 1 - tail] == other[other.length - 1 - tail]) {
      tail++;
    }
    int width = other.length - begin - tail;
    int[] row = new int[width + 1];
    for (int i = begin; i < one.length - tail; i++) {
      int diagonal = 0;
      for (int j = 1; j <= width; j++) {
        int above = row[j];
        row[j] = one[i] == other[begin + j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return begin + tail + row[width];
  }
}
