package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Says in words a person can use why a file is no JSON object. */
final class UnreadableJson {
  /** Characters shown of what stands where JSON should begin. */
  private static final int SHOWN = 60;

  private static final int READ = 4_096;

  /** What the parser stumbled over: the beginning of a token is known by nothing. */
  private static final Pattern QUOTED = Pattern.compile("'[^']{2,}'");

  private UnreadableJson() {}

  static String why(byte[] bytes, JacksonException e) {
    String start = start(bytes);
    if (start.startsWith("{")) {
      return endsEarly(bytes, e) ? "is truncated: it ends in the middle" : "is not JSON: " + at(e);
    }
    int brace = start.indexOf('{');
    if (brace > 0) {
      return "has junk before the first \"{\": " + shown(start.substring(0, brace));
    }
    return "is not JSON; it begins with: " + shown(start);
  }

  /** A file cut inside a word (tru) is an unknown word at its end for the parser. */
  private static boolean endsEarly(byte[] bytes, JacksonException e) {
    return e instanceof JsonEOFException
        || (e.getLocation() != null && e.getLocation().getByteOffset() >= bytes.length);
  }

  private static String at(JacksonException e) {
    String where = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
    return shown(QUOTED.matcher(e.getOriginalMessage()).replaceAll("'…'")) + where;
  }

  private static String start(byte[] bytes) {
    String text = new String(bytes, 0, Math.min(bytes.length, READ), StandardCharsets.UTF_8);
    return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
  }

  /** Cleaned before it is cut: half a token looks like none. */
  private static String shown(String text) {
    String clean =
        new Redactions()
            .clean("", text)
            .replaceAll("\\s+", " ")
            .replaceAll("[\\p{Cntrl}\uFFFD]+", "·")
            .strip();
    return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…";
  }
}
