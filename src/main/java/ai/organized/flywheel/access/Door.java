package ai.organized.flywheel.access;

import ai.organized.flywheel.failure.AnswerFailure;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.HttpFailure;
import ai.organized.flywheel.failure.RefusedException;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every request passes here first, whatever its path: who sends it is known from here on, and what
 * only came to prove that goes no further. Stands before all routes of the HTTP server.
 */
public final class Door implements Handler<RoutingContext> {
  private static final String CALLER = "caller";

  /** Two of one of these would mean one thing here and another behind a proxy. */
  private static final List<String> ONCE =
      List.of("authorization", "host", "origin", "content-type", "x-client-id");

  private final Authenticator authenticator;
  private final AnswerFailure answerFailure = new AnswerFailure();
  private final long bodyMillis;
  private final Set<String> impatient;

  /** As many as there are keys. */
  private final Map<Caller, User> users = new ConcurrentHashMap<>();

  /**
   * @param bodyTime in which the body of a request must be there whole
   * @param impatient paths whose handlers hang up on a slow body themselves
   */
  public Door(Authenticator authenticator, Duration bodyTime, Set<String> impatient) {
    this.authenticator = authenticator;
    this.bodyMillis = bodyTime.toMillis();
    this.impatient = impatient;
  }

  /** Who sent the request; empty: no door stands before this path. */
  public static Optional<Caller> known(RoutingContext context) {
    return Optional.ofNullable(context.get(CALLER));
  }

  /** Who sent the request. */
  public static Caller caller(RoutingContext context) {
    return known(context).orElseThrow(() -> new BrokenException("a request came in by no door"));
  }

  /**
   * The same for a route.
   *
   * @param user what Camel hands on under {@code CamelVertxPlatformHttpAuthenticatedUser}, a name
   *     that it takes from no request
   */
  public Caller callerOf(User user) {
    if (user == null || !(user.attributes().getValue(CALLER) instanceof Caller caller)) {
      throw new BrokenException("a request came in by no door");
    }
    return caller;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    try {
      requireOnce(request.headers());
      Caller caller =
          authenticator.authenticate(request.getHeader("authorization"), () -> host(request));
      requireSameOrigin(request, caller);
      request.headers().remove("authorization");
      context.put(CALLER, caller);
      tellRoutes(context, caller);
    } catch (FailureException e) {
      refuse(context, e);
      return;
    }
    hangUpOnSlowBody(context);
    context.next();
  }

  /** Camel takes the user from here, and has no other place; what follows it is in Vert.x 5. */
  @SuppressWarnings("deprecation")
  private void tellRoutes(RoutingContext context, Caller caller) {
    context.setUser(users.computeIfAbsent(caller, Door::user));
  }

  @SuppressWarnings("deprecation")
  private static User user(Caller caller) {
    return User.create(new JsonObject(), new JsonObject().put(CALLER, caller));
  }

  private static String host(HttpServerRequest request) {
    return request.authority() == null ? null : request.authority().toString();
  }

  private static void requireOnce(MultiMap headers) {
    for (String name : ONCE) {
      if (headers.getAll(name).size() > 1) {
        throw new RefusedException(
            400, "duplicate_header", "the header " + name + " is there more than once; send one");
      }
    }
  }

  /**
   * A page of any site can make the browser of somebody at this machine send a request here; the
   * browser says whose page it was. With keys there is nothing that it would add by itself.
   */
  private static void requireSameOrigin(HttpServerRequest request, Caller caller) {
    String origin = request.getHeader("origin");
    if (origin != null
        && caller.equals(Caller.LOCAL)
        && !origin.equalsIgnoreCase("http://" + host(request))) {
      throw new RefusedException(
          403,
          "foreign_origin",
          "a page of another site sent this request; without API keys only this server's own pages"
              + " may");
    }
  }

  private void refuse(RoutingContext context, FailureException failure) {
    HttpFailure answer = answerFailure.answer(failure);
    HttpServerResponse response = context.response();
    failure
        .retryAfter()
        .ifPresent(wait -> response.putHeader("retry-after", String.valueOf(wait.toSeconds() + 1)));
    if (answer.httpStatus() == 401) {
      response.putHeader("www-authenticate", "Bearer");
    }
    if (!context.request().isEnded() && context.request().version() != HttpVersion.HTTP_2) {
      response.putHeader("connection", "close"); // nobody reads what is still to come
    }
    response
        .setStatusCode(answer.httpStatus())
        .putHeader("content-type", "application/json")
        .end(answer.json());
  }

  private void hangUpOnSlowBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded() || impatient.contains(request.path())) {
      return;
    }
    long timer =
        context
            .vertx()
            .setTimer(
                bodyMillis,
                late -> {
                  if (!request.isEnded()) {
                    context.response().reset(); // of HTTP/1 the connection, of HTTP/2 the stream
                  }
                });
    context.addEndHandler(done -> context.vertx().cancelTimer(timer));
  }
}
