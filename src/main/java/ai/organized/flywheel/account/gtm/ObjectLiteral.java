package ai.organized.flywheel.account.gtm;

import java.util.Optional;

/**
 * An object in JavaScript, read just far enough to find one text in it: strings, comments and
 * nesting are seen, expressions are not. {@code {{A variable}}} of Tag Manager counts as one word.
 */
final class ObjectLiteral {
  /** Characters read of it; objects that are pushed are short. */
  private static final int LONGEST = 5_000;

  private final String code;
  private final int end;
  private int at;
  private final int lastVariableEnd;

  ObjectLiteral(String code, int start) {
    this.code = code.substring(start, Math.min(code.length(), start + LONGEST));
    this.end = this.code.length();
    this.lastVariableEnd = this.code.lastIndexOf("}}");
  }

  /** The text behind a key of the object itself, when it is a plain one. */
  Optional<String> text(String key) {
    skipBlanks();
    if (at >= end || code.charAt(at) != '{') {
      return Optional.empty();
    }
    at++;
    while (at < end) {
      skipBlanks();
      String name = key();
      skipBlanks();
      if (at < end && code.charAt(at) == ':') {
        at++;
        skipBlanks();
        if (name.equals(key)) {
          return plainText();
        }
      }
      if (!skipToNext()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private String key() {
    if (isQuote()) {
      return string();
    }
    int start = at;
    while (at < end && Character.isJavaIdentifierPart(code.charAt(at))) {
      at++;
    }
    return code.substring(start, at);
  }

  /** A string that nothing is added to. */
  private Optional<String> plainText() {
    if (!isQuote()) {
      return Optional.empty();
    }
    String text = string();
    skipBlanks();
    boolean whole = at < end && (code.charAt(at) == ',' || code.charAt(at) == '}');
    return Optional.of(text).filter(plain -> whole && !plain.contains("${"));
  }

  private boolean isQuote() {
    return at < end && "'\"`".indexOf(code.charAt(at)) >= 0;
  }

  private String string() {
    char quote = code.charAt(at++);
    StringBuilder text = new StringBuilder();
    while (at < end && code.charAt(at) != quote) {
      if (code.charAt(at) == '\\' && at + 1 < end) {
        at++;
      }
      text.append(code.charAt(at++));
    }
    at++;
    return text.toString();
  }

  /** Behind the next comma of the object; false at its end. */
  private boolean skipToNext() {
    int depth = 0;
    while (at < end) {
      skipBlanks();
      if (isQuote()) {
        string();
        continue;
      }
      if (code.startsWith("{{", at) && at < lastVariableEnd) {
        at = code.indexOf("}}", at) + 2;
        continue;
      }
      char c = at < end ? code.charAt(at++) : '}';
      if (depth == 0 && (c == ',' || c == '}')) {
        return c == ',';
      }
      depth += "{[(".indexOf(c) >= 0 ? 1 : "}])".indexOf(c) >= 0 ? -1 : 0;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < end) {
      if (Character.isWhitespace(code.charAt(at))) {
        at++;
      } else if (code.startsWith("//", at)) {
        at = after("\n");
      } else if (code.startsWith("/*", at)) {
        at = after("*/");
      } else {
        return;
      }
    }
  }

  private int after(String mark) {
    int found = code.indexOf(mark, at + 2);
    return found < 0 ? end : found + mark.length();
  }
}
