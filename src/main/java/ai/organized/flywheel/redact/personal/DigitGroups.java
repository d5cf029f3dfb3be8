package ai.organized.flywheel.redact.personal;

/**
 * A number as people write it: groups of digits with a blank, a dash, a dot, a slash or a bracket
 * between them.
 *
 * <p>Reads no more than {@value #MOST_DIGITS} digits in {@value #MOST_GROUPS} groups from where it
 * begins, so that a text of nothing but digits costs no more than its length.
 */
final class DigitGroups {
  static final int MOST_DIGITS = 19;
  private static final int MOST_GROUPS = 10;
  private static final int WIDEST_GAP = 3;

  private final String text;
  private final int start;
  private final int[] ends = new int[MOST_GROUPS];
  private final int[] counts = new int[MOST_GROUPS];
  private final StringBuilder digits = new StringBuilder(MOST_DIGITS);
  private int groups;

  private DigitGroups(String text, int start) {
    this.text = text;
    this.start = start;
  }

  /** Beginning with the digit at {@code start}. */
  static DigitGroups at(String text, int start) {
    DigitGroups read = new DigitGroups(text, start);
    int from = start;
    while (from >= 0 && read.groups < MOST_GROUPS) {
      int end = endOfDigits(text, from);
      if (read.digits.length() + end - from > MOST_DIGITS) {
        break;
      }
      read.digits.append(text, from, end);
      read.counts[read.groups] = end - from;
      read.ends[read.groups++] = end;
      from = afterGap(text, end);
    }
    return read;
  }

  /** None for a run of more digits than any number of a person has. */
  int groups() {
    return groups;
  }

  /** Where the first groups end. */
  int end(int count) {
    return ends[count - 1];
  }

  int digitsOfGroup(int group) {
    return counts[group];
  }

  /** Of all groups. */
  CharSequence digits() {
    return digits;
  }

  /** Of the first groups. */
  String digits(int count) {
    return digits.substring(0, digitsUpTo(count));
  }

  /** How many the first groups have. */
  int digitsUpTo(int count) {
    int length = 0;
    for (int i = 0; i < count; i++) {
      length += counts[i];
    }
    return length;
  }

  /** What stands between a group and the next. */
  String gap(int group) {
    return text.substring(ends[group], ends[group + 1] - counts[group + 1]);
  }

  /** The first groups as they are written. */
  String written(int count) {
    return text.substring(start, end(count));
  }

  /** Whether all groups have these lengths and the same gap, one character, between them. */
  boolean isGrouped(int... lengths) {
    if (groups < lengths.length) {
      return false;
    }
    for (int i = 0; i < lengths.length; i++) {
      boolean sameGap = i == 0 || (gap(i - 1).length() == 1 && gap(i - 1).equals(gap(0)));
      if (counts[i] != lengths[i] || !sameGap) {
        return false;
      }
    }
    return true;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The next group's first digit, or -1. */
  private static int afterGap(String text, int end) {
    int limit = Math.min(text.length(), end + WIDEST_GAP + 1);
    int at = end;
    while (at < limit && isInGap(text.charAt(at))) {
      at++;
    }
    return at > end && at < limit && isDigit(text.charAt(at)) ? at : -1;
  }

  private static boolean isInGap(char c) {
    return switch (c) {
      case ' ',
          '-',
          '.',
          '/',
          '(',
          ')',
          '\u00a0',
          '\u2009',
          '\u202f',
          '\u2010',
          '\u2011',
          '\u2013' ->
          true;
      default -> false;
    };
  }
}
