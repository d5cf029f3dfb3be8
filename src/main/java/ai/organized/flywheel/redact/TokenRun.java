package ai.organized.flywheel.redact;

import java.util.ArrayList;
import java.util.List;

/** A closer look at one long run of token characters: how it begins, and what stands before it. */
final class TokenRun {
  private static final SecretKind[][] BEGINNING_WITH = new SecretKind[128][];
  private static final boolean[] LETTER_OR_DIGIT = new boolean[128];

  static {
    for (char c = 0; c < LETTER_OR_DIGIT.length; c++) {
      BEGINNING_WITH[c] = kindsBeginningWith(c);
      LETTER_OR_DIGIT[c] =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
  }

  private TokenRun() {}

  /** The bits of the kinds that the run from {@code start} to {@code end} may be or hold. */
  static int kindsIn(String text, int start, int end) {
    int kinds = SecretName.kindsNamedBefore(text, start);
    if (start > 0 && text.charAt(start - 1) == '\\') {
      kinds |= kindsAt(text, start + 1, end); // an escaped line end: \nEAA…
    }
    int at = start;
    while (at < end) {
      kinds |= kindsAt(text, at, end);
      while (at < end && LETTER_OR_DIGIT[text.charAt(at)]) {
        at++;
      }
      while (at < end && !LETTER_OR_DIGIT[text.charAt(at)]) {
        kinds |= kindsBehind(text, at, end);
        at++;
      }
    }
    return kinds;
  }

  /** What the character at {@code at} announces: a value behind its name, or an encoded border. */
  private static int kindsBehind(String text, int at, int end) {
    return switch (text.charAt(at)) {
      case '=' -> SecretName.kindsNamedBefore(text, at + 1);
      case '%' -> SecretName.kindsNamedBefore(text, at + 1) | kindsAt(text, at + 3, end);
      default -> 0;
    };
  }

  private static int kindsAt(String text, int at, int end) {
    if (at >= end || BEGINNING_WITH[text.charAt(at)] == null) {
      return 0;
    }
    int kinds = 0;
    for (SecretKind kind : BEGINNING_WITH[text.charAt(at)]) {
      if (kind.standsAt(text, at)) {
        kinds |= kind.bit();
      }
    }
    return kinds;
  }

  static boolean isLetterOrDigit(char c) {
    return c < LETTER_OR_DIGIT.length && LETTER_OR_DIGIT[c];
  }

  private static SecretKind[] kindsBeginningWith(char c) {
    List<SecretKind> kinds = new ArrayList<>();
    for (SecretKind kind : SecretKind.values()) {
      if (kind.markers().stream().anyMatch(marker -> marker.charAt(0) == c)) {
        kinds.add(kind);
      }
    }
    return kinds.isEmpty() ? null : kinds.toArray(SecretKind[]::new);
  }
}
