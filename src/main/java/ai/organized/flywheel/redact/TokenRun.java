package ai.organized.flywheel.redact;

import java.util.ArrayList;
import java.util.List;

/** A closer look at one long run of token characters: how it begins, and what stands before it. */
final class TokenRun {
  private static final Marker[][] BEGINNING_WITH = new Marker[128][];
  private static final boolean[] LETTER_OR_DIGIT = new boolean[128];

  static {
    for (char c = 0; c < LETTER_OR_DIGIT.length; c++) {
      BEGINNING_WITH[c] = markersBeginningWith(c);
      LETTER_OR_DIGIT[c] =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
  }

  /** What a secret of this kind begins with. */
  private record Marker(String text, SecretKind kind) {}

  private TokenRun() {}

  /**
   * The bits of the kinds that the run from {@code start} to {@code end} may be or hold.
   *
   * @param known the bits of kinds that need not be looked for any more; part of the result
   */
  static int kindsIn(String text, int start, int end, int known) {
    int kinds = known | SecretName.kindsNamedBefore(text, start);
    if (start > 0 && text.charAt(start - 1) == '\\') {
      kinds = kindsAt(text, start + 1, end, kinds); // an escaped line end: \nEAA…
    }
    int at = start;
    while (at < end) {
      kinds = kindsAt(text, at, end, kinds);
      while (at < end && LETTER_OR_DIGIT[text.charAt(at)]) {
        at++;
      }
      if (at < end) {
        kinds = kindsAround(text, at, kinds);
      }
      while (at < end && !LETTER_OR_DIGIT[text.charAt(at)]) {
        kinds = kindsBehind(text, at, end, kinds);
        at++;
      }
    }
    return kinds;
  }

  /** What the character at {@code at} announces: a value behind its name, or an encoded border. */
  private static int kindsBehind(String text, int at, int end, int known) {
    return switch (text.charAt(at)) {
      case '=', '+' -> known | SecretName.kindsNamedBefore(text, at + 1);
      case '%' -> kindsAt(text, at + 3, end, known | SecretName.kindsNamedBefore(text, at + 1));
      default -> known;
    };
  }

  /** The kinds that show themselves in their middle only, by what stands around a sign. */
  private static int kindsAround(String text, int sign, int known) {
    return switch (text.charAt(sign)) {
      case '-' ->
          text.startsWith("us", sign + 1)
              ? withKind(SecretKind.MAILCHIMP, text, sign - 32, sign - 32, known)
              : known;
      case '~' ->
          text.startsWith("Q~", sign - 1)
              ? withKind(SecretKind.AZURE, text, sign - 5, sign - 2, known)
              : known;
      case '|' -> withKind(SecretKind.META_APP, text, sign - 17, sign - 13, known);
      default -> known;
    };
  }

  /** With this kind, when one begins from {@code first} to {@code last}. */
  private static int withKind(SecretKind kind, String text, int first, int last, int known) {
    if ((known & kind.bit()) == 0) {
      for (int at = Math.max(0, first); at <= last; at++) {
        if (kind.matchesAt(text, at)) {
          return known | kind.bit();
        }
      }
    }
    return known;
  }

  private static int kindsAt(String text, int at, int end, int known) {
    if (at >= end || BEGINNING_WITH[text.charAt(at)] == null) {
      return known;
    }
    int kinds = known;
    for (Marker marker : BEGINNING_WITH[text.charAt(at)]) {
      if (text.startsWith(marker.text, at)) {
        kinds = withKind(marker.kind, text, at, at, kinds);
      }
    }
    return kinds;
  }

  static boolean isLetterOrDigit(char c) {
    return c < LETTER_OR_DIGIT.length && LETTER_OR_DIGIT[c];
  }

  private static Marker[] markersBeginningWith(char c) {
    List<Marker> markers = new ArrayList<>();
    for (SecretKind kind : SecretKind.values()) {
      for (String marker : kind.markers()) {
        if (marker.charAt(0) == c) {
          markers.add(new Marker(marker, kind));
        }
      }
    }
    return markers.isEmpty() ? null : markers.toArray(Marker[]::new);
  }
}
