package ai.organized.flywheel.account.memory;

import java.util.Locale;

/** What claude-mem calls the types of its observations (mode "code", 13.25). */
final class ObservationType {
  /** Past fixes and decisions, as the query parameter {@code obs_type} lists them. */
  static final String FIXES = "bugfix,decision";

  /** Concepts that make an observation of another type worth remembering. */
  static final String CONCEPTS = "pattern,problem-solution,gotcha,trade-off";

  /** The sensitive ones that are known by name. */
  static final String SENSITIVE = "sensitive,security_alert,security_note";

  private ObservationType() {}

  /** Such an observation is never shown, trained on or sent anywhere. */
  static boolean isSensitive(String type) {
    String folded = type.strip().toLowerCase(Locale.ROOT);
    return folded.startsWith("sensitive") || folded.startsWith("security");
  }
}
