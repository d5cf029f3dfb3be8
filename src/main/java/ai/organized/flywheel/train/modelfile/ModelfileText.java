package ai.organized.flywheel.train.modelfile;

import java.util.regex.Pattern;

/**
 * What of a text survives in a Modelfile.
 *
 * <p>Ollama's grammar has no escape character. A value between triple quotes ends at the first line
 * end that follows three quotes, so a text with such a line would close its own quotes and what
 * follows would be read as instructions; and characters that Go does not call printable vanish
 * without a word. Source: ollama/ollama, parser/parser.go of 0.32; read back by a reader of that
 * grammar in the tests.
 */
public final class ModelfileText {
  private static final Pattern TWO_QUOTES_BEFORE_A_THIRD = Pattern.compile("\"\"(?=\")");

  private ModelfileText() {}

  /**
   * The text that Ollama reads when this one is written between triple quotes.
   *
   * <p>Every kind of line end becomes LF and every kind of space (a no-break space, say) a plain
   * one; tabs stay. What cannot be seen is dropped: NUL and other controls, joiners, soft hyphens,
   * byte order marks, halves of surrogate pairs, private characters, and those that are newer than
   * this Java's Unicode. After each second quote in a row a space is put when a third follows. A
   * text without any of that is the same, byte for byte; a text that is normal stays as it is.
   */
  public static String normal(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.replace("\r\n", "\n").codePoints().forEach(each -> keep(each, kept));
    // Only now: quotes with something invisible between them stand side by side when it is gone.
    return TWO_QUOTES_BEFORE_A_THIRD.matcher(kept).replaceAll("\"\" ");
  }

  /** The same in one line, for a comment: it ends where its line ends. */
  static String inOneLine(String text) {
    return normal(text).replace('\n', ' ').replace('\t', ' ');
  }

  private static void keep(int codePoint, StringBuilder kept) {
    if (codePoint == '\t') {
      kept.append('\t');
    } else if (isLineEnd(codePoint)) {
      kept.append('\n');
    } else if (Character.getType(codePoint) == Character.SPACE_SEPARATOR) {
      kept.append(' ');
    } else if (isVisible(codePoint)) {
      kept.appendCodePoint(codePoint);
    }
  }

  private static boolean isLineEnd(int codePoint) {
    return switch (codePoint) {
      case '\n', '\r', 0x0B, '\f', 0x85, 0x2028, 0x2029 -> true;
      default -> false;
    };
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
