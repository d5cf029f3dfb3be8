package ai.organized.flywheel.client;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A client's id: 1 to 48 of {@code a-z 0-9 -}, not starting with a hyphen. */
public record ClientId(@JsonValue String value) implements Comparable<ClientId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");

  public ClientId {
    if (!isValid(value)) {
      throw new RefusedException(
          400,
          "invalid_client",
          "client "
              + quoted(value)
              + " is no client id: use 1 to 48 lower-case letters, digits and hyphens, for instance"
              + " \"hre\"");
    }
  }

  public static boolean isValid(String text) {
    return text != null && SHAPE.matcher(text).matches();
  }

  /** Clean, short and printable, so that a hostile id cannot write its own log lines. */
  private static String quoted(String text) {
    if (text == null) {
      return "(none)";
    }
    String printable = new Redactions().clean("", text).replaceAll("[^\\x20-\\x7e]", "?");
    return '"' + (printable.length() > 60 ? printable.substring(0, 60) + "…" : printable) + '"';
  }

  @Override
  public int compareTo(ClientId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
