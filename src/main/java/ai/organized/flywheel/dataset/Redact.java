package ai.organized.flywheel.dataset;

import java.util.Map;

/** Takes personal data out of the texts of one client. */
public interface Redact {
  /**
   * @param counts how many were replaced, by kind
   */
  record Clean(String text, Map<String, Integer> counts) {}

  /** Names all that decides what a text becomes: while it stays, a result may be kept. */
  String rules();

  Clean clean(String text);

  /** Kinds of personal data that a clean text still seems to hold; empty when it holds none. */
  Map<String, Integer> left(String cleanText);
}
