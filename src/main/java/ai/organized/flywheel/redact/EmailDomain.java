package ai.organized.flywheel.redact;

import java.util.Locale;
import java.util.Set;

/**
 * The domain behind an at sign: two labels or more, the last of two letters or more.
 *
 * <p>No domain are versions ({@code swiper@8.4.5}) and files ({@code logo@2x.png}).
 */
final class EmailDomain {
  static final int NONE = -1;

  /** Endings of file names that are no top-level domain. */
  private static final Set<String> FILE_ENDINGS =
      Set.of(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "css", "scss", "less", "js",
          "mjs", "cjs", "jsx", "ts", "tsx", "json", "map", "min", "html", "htm", "xml", "txt",
          "pdf", "mp4", "woff", "ttf");

  private EmailDomain() {}

  /** Where the domain that starts at {@code start} ends, or {@link #NONE}. */
  static int end(String text, int start) {
    int end = NONE;
    int label = start;
    while (true) {
      int stop = endOfLabel(text, label);
      if (stop == label || (label == start && isVersion(text, start, stop))) {
        return end;
      }
      int top = label == start ? NONE : endOfTopLevel(text, label, stop);
      end = top == NONE ? end : top;
      if (stop == text.length() || text.charAt(stop) != '.') {
        return end;
      }
      label = stop + 1;
    }
  }

  private static int endOfLabel(String text, int start) {
    int end = start;
    while (end < text.length() && isInLabel(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isInLabel(char c) {
    return c == '-' || Character.isLetterOrDigit(c);
  }

  /** 8 of {@code 8.4.5}, v1 of {@code v1.2}, 2x of {@code 2x.png}; not 163 of {@code 163.com}. */
  private static boolean isVersion(String text, int start, int stop) {
    int digits = text.charAt(start) == 'v' ? start + 1 : start;
    int end = digits;
    while (end < stop && isDigit(text, end)) {
      end++;
    }
    if (end == digits) {
      return false;
    }
    boolean scale = end == stop - 1 && text.charAt(end) == 'x';
    return scale || (end == stop && isDigit(text, stop + 1));
  }

  private static boolean isDigit(String text, int i) {
    return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
  }

  /** Of {@code com-based} only the com; letters and digits that follow it at once go along. */
  private static int endOfTopLevel(String text, int label, int stop) {
    if (text.charAt(label) > 'z') {
      return stop; // a domain in another script
    }
    int letters = label;
    while (letters < stop && isAsciiLetter(text.charAt(letters))) {
      letters++;
    }
    String top = text.substring(label, letters).toLowerCase(Locale.ROOT);
    if (top.equals("xn") && text.startsWith("--", letters)) {
      return stop;
    }
    if (top.length() < 2 || FILE_ENDINGS.contains(top)) {
      return NONE;
    }
    int end = letters;
    while (end < stop && TokenRun.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
