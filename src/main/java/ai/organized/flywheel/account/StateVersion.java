package ai.organized.flywheel.account;

import java.util.List;

/**
 * The version of a new account state, and why.
 *
 * <ul>
 *   <li>the same, when nothing changed
 *   <li>patch: names or counts changed, or a source fell silent
 *   <li>minor: the dataLayer schema changed (events, keys), a conversion action did, or a source
 *       became known that never was: a model trained before is stale
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
   * @param before the states of this client, the newest first; may be cut at some age
   */
  public static StateVersion next(List<AccountState> before, AccountSources now) {
    if (before.isEmpty()) {
      return new StateVersion("1.0.0", Change.FIRST, "first account state");
    }
    AccountState newest = before.get(0);
    if (newest.sources().sayTheSameAs(now)) {
      return new StateVersion(newest.version(), Change.SAME, "nothing changed");
    }
    Difference difference = new Difference(newest.sources(), remembered(before), now);
    return new StateVersion(
        bumped(newest.version(), difference.change()), difference.change(), difference.words());
  }

  /** Of each source what it told last: a silence in between makes nothing new. */
  private static AccountSources remembered(List<AccountState> before) {
    return before.stream().map(AccountState::sources).reduce(AccountSources::or).orElseThrow();
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
