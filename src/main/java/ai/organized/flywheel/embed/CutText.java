package ai.organized.flywheel.embed;

import java.util.ArrayList;
import java.util.List;

/** Cuts a long text where a blank allows it, never inside a character. */
final class CutText {
  private CutText() {}

  /**
   * @param longest bytes of a piece in UTF-8, 4 or more
   * @return pieces that make the whole text when they are joined; none of an empty text
   */
  static List<String> at(String text, int longest) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start, longest);
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  /** After the last blank that fits; without one, after the last character that fits. */
  private static int end(String text, int start, int longest) {
    int bytes = 0;
    int blank = start;
    int at = start;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      bytes += bytes(character);
      if (bytes > longest) {
        return blank > start ? blank : at;
      }
      at += Character.charCount(character);
      if (Character.isWhitespace(character)) {
        blank = at;
      }
    }
    return at;
  }

  private static int bytes(int character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }
}
