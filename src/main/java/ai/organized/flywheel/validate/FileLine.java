package ai.organized.flywheel.validate;

import java.util.Optional;
import java.util.Set;

/**
 * One line as it stands in the file.
 *
 * @param number counted from 1
 * @param text without byte order mark and line end; empty when it cannot be read or is blank
 */
record FileLine(long number, Optional<String> text, Set<Flaw> flaws) {

  /** What is wrong with the bytes of a line; trainers refuse such a file or stop at it. */
  enum Flaw {
    BYTE_ORDER_MARK("byte_order_mark", "begins with a byte order mark; save as UTF-8 without one"),
    CARRIAGE_RETURN("carriage_return", "ends in CR LF; lines must end in LF alone"),
    BLANK("blank_line", "is blank; every line must be one JSON object"),
    NOT_UTF8("not_utf8", "is not UTF-8"),
    TOO_LONG("line_too_long", "is longer than " + (FileLines.LONGEST >> 20) + " MiB");

    private final String code;
    private final String message;

    Flaw(String code, String message) {
      this.code = code;
      this.message = message;
    }

    Finding at(long line) {
      return new Finding(line, Severity.ERROR, code, message);
    }
  }
}
