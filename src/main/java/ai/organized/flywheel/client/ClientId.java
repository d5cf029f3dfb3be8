package ai.organized.flywheel.client;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.annotation.JsonValue;

/** A client's id: 1 to 48 of {@code a-z 0-9 -}, not starting with a hyphen. */
public record ClientId(@JsonValue String value) implements Comparable<ClientId> {
  private static final int LONGEST = 48;

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
    if (text == null || text.isEmpty() || text.length() > LONGEST || text.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) { // a pattern would cost each request more than this
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
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
