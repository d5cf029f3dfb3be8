package ai.organized.flywheel.access;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Says whose key a request carries. While there are no keys, everybody at this machine is {@link
 * Caller#LOCAL}.
 */
public final class ApiKeys implements Authenticator {
  /** Longer than any key of ours, and short enough to be hashed for nothing. */
  private static final int LONGEST = 200;

  /** Wrong keys of all callers together; what is right is not counted and never waits for it. */
  private static final int WRONG_PER_MINUTE = 120;

  private static final String SCHEME = "bearer ";

  private final WatchedKeys watched;
  private final OptionalInt requestsPerMinute;
  private final boolean exposed;
  private final RequestLimit wrong = new RequestLimit("wrong keys", WRONG_PER_MINUTE);
  private final Map<String, RequestLimit> limits = new ConcurrentHashMap<>();

  /**
   * @param requestsPerMinute of a key that has no limit of its own; empty: none
   * @param exposed whether other machines can connect: then nobody is local, and without keys
   *     nobody comes in
   */
  public ApiKeys(KeyFile file, OptionalInt requestsPerMinute, boolean exposed) {
    this.watched = new WatchedKeys(file);
    this.requestsPerMinute = requestsPerMinute;
    this.exposed = exposed;
  }

  @Override
  public Caller authenticate(String authorization, Supplier<String> host) {
    List<ApiKey> keys = watched.keys();
    return keys.isEmpty() ? local(host.get()) : owner(keys, authorization);
  }

  private Caller local(String host) {
    if (exposed) {
      throw new UnavailableException(
          "there are no API keys any more, and other machines can connect: nobody comes in; type:"
              + " flywheel keys add");
    }
    if (!LoopbackName.isMeant(host)) {
      throw new RefusedException(
          403,
          "foreign_host",
          "without API keys only localhost, 127.0.0.1 and [::1] are answered, and another host is"
              + " meant; ask under one of these names, or type: flywheel keys add");
    }
    return Caller.LOCAL;
  }

  private Caller owner(List<ApiKey> keys, String authorization) {
    ApiKey key = find(keys, authorization);
    if (key == null) {
      requireRoom(wrong);
      throw new RefusedException(
          401,
          "invalid_api_key",
          "the request carries no API key of this server; send Authorization: Bearer and a key,"
              + " which flywheel keys add makes");
    }
    OptionalInt limit =
        key.requestsPerMinute().isPresent() ? key.requestsPerMinute() : requestsPerMinute;
    limit.ifPresent(perMinute -> requireRoom(limitOf(key, perMinute)));
    return key.caller();
  }

  /** Looks at every row, so that the time it takes does not tell which one matched. */
  private static ApiKey find(List<ApiKey> keys, String authorization) {
    if (authorization == null
        || authorization.length() > LONGEST
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    String hash = ApiKey.hash(authorization.substring(SCHEME.length()).trim());
    ApiKey found = null;
    for (ApiKey key : keys) {
      if (key.hasHash(hash)) {
        found = key;
      }
    }
    return found;
  }

  private RequestLimit limitOf(ApiKey key, int perMinute) {
    return limits.compute(
        key.hash(),
        (hash, known) ->
            known != null && known.perMinute() == perMinute
                ? known
                : new RequestLimit(key.name(), perMinute));
  }

  private static void requireRoom(RequestLimit limit) {
    Optional<Duration> wait = limit.takeOne();
    if (wait.isPresent()) {
      throw new RefusedException(
          429,
          "rate_limited",
          "more than " + limit.perMinute() + " requests in a minute; ask again later",
          wait.get());
    }
  }
}
