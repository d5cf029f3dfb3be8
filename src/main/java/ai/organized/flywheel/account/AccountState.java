package ai.organized.flywheel.account;

import static java.util.Objects.requireNonNull;

import ai.organized.flywheel.failure.RefusedException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A client's account at one moment.
 *
 * @param version semantic, by {@link StateVersion}
 */
public record AccountState(
    String clientId, String version, Instant takenAt, AccountSources sources) {
  private static final Pattern SEMVER = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}");

  public AccountState {
    requireNonNull(clientId, "clientId");
    requireNonNull(takenAt, "takenAt");
    requireNonNull(sources, "sources");
    if (!SEMVER.matcher(version).matches()) {
      throw new RefusedException(
          "bad_account_state",
          "account state of "
              + clientId
              + " has version "
              + version
              + ", which is not of the form 1.2.3; collect it again: flywheel account collect");
    }
  }
}
