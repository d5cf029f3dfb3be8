package ai.organized.flywheel.account;

import java.util.Optional;

/**
 * The version of a new account state, and why.
 *
 * <ul>
 *   <li>the same, when nothing changed
 *   <li>patch: names or counts changed, or a source fell silent
 *   <li>minor: the dataLayer schema changed (events, keys), or a source became known: a model
 *       trained before is stale
 *   <li>major: the container was replaced by another: a model trained before is wrong
 * </ul>
 *
 * @param reason in words, for a person
 */
public record StateVersion(String version, Change change, String reason) {
  /** From nothing to everything. */
  public enum Change {
    SAME,
    PATCH,
    MINOR,
    MAJOR,
    /** Nothing to compare with. */
    FIRST
  }

  /**
   * The version for what the sources tell now.
   *
   * @param previous the newest state of this client, if there is one
   */
  public static StateVersion next(Optional<AccountState> previous, AccountSources now) {
    if (previous.isEmpty()) {
      return new StateVersion("1.0.0", Change.FIRST, "first account state");
    }
    AccountSources before = previous.get().sources();
    if (before.sayTheSameAs(now)) {
      return new StateVersion(previous.get().version(), Change.SAME, "nothing changed");
    }
    Difference difference = new Difference(before, now);
    return new StateVersion(
        bumped(previous.get().version(), difference.change()),
        difference.change(),
        difference.words());
  }

  private static String bumped(String version, Change change) {
    String[] parts = version.split("\\.", -1);
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    int patch = Integer.parseInt(parts[2]);
    return switch (change) {
      case MAJOR -> (major + 1) + ".0.0";
      case MINOR -> major + "." + (minor + 1) + ".0";
      case PATCH -> major + "." + minor + "." + (patch + 1);
      case SAME, FIRST -> version;
    };
  }
}
