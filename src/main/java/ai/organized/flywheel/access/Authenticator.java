package ai.organized.flywheel.access;

import java.util.function.Supplier;

/** Tells who sent a request. */
@FunctionalInterface
public interface Authenticator {
  /**
   * Called on the event loop: it never waits.
   *
   * @param authorization value of the header {@code Authorization}, or null
   * @param host gives the value of the header {@code Host}, or null; asked when it matters
   * @throws ai.organized.flywheel.failure.RefusedException 401 without a known key, 403 for a
   *     foreign host, 429 above the key's rate
   * @throws ai.organized.flywheel.failure.UnavailableException when the keys cannot be read: nobody
   *     comes in
   */
  Caller authenticate(String authorization, Supplier<String> host);
}
