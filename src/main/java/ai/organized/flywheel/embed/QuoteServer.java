package ai.organized.flywheel.embed;

import ai.organized.flywheel.redact.Redactions;
import java.util.List;

/** What a server said of a failure, as far as it repeats nothing of what it was sent. */
public final class QuoteServer {
  /** Characters that a message and a client's text have in common by chance, and no more. */
  private static final int BY_CHANCE = 16;

  private static final int LONGEST = 200;

  private QuoteServer() {}

  /**
   * @param sent the texts of the request
   * @return with a blank before it; empty when it said nothing, or something of a text
   */
  public static String of(String message, List<String> sent) {
    String clean = new Redactions().clean(message).replaceAll("[\\p{Z}\\p{Cc}\\p{Cf}]+", " ");
    String cut = clean.strip();
    if (cut.isEmpty() || sent.stream().anyMatch(text -> repeats(message, text))) {
      return "";
    }
    return " \"" + (cut.length() > LONGEST ? cut.substring(0, LONGEST) + "…" : cut) + "\"";
  }

  private static boolean repeats(String message, String text) {
    int length = Math.min(BY_CHANCE, text.length());
    for (int i = 0; i + length <= text.length(); i++) {
      if (message.contains(text.substring(i, i + length))) {
        return true;
      }
    }
    return false;
  }
}
