package ai.organized.flywheel.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.fixtures.SendInTime;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.http.SpoiledReply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The sandbox as the other side of an adapter that speaks HTTP. */
public abstract class SandboxBackend implements Backend {
  /** Nobody can listen there but root, and nobody does. */
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  protected final HandTurnedClock clock;
  protected final Sandbox sandbox;

  protected SandboxBackend(HandTurnedClock clock) {
    this.clock = clock;
    this.sandbox = Sandbox.start(SandboxOptions.defaults(clock).withApiKey(KEY));
  }

  /** An adapter that sends like this to this address. */
  protected abstract FineTuner adapter(URI base, Function<RemoteCall, RemoteReply> send);

  /** Where the service is in the sandbox. */
  protected abstract URI base();

  /** Method and path of the call that counts in this step, as {@code "POST /v1/files"}. */
  protected abstract String call(Step step);

  /** The body of a refusal with this message, as the service writes one. */
  protected String refusal(String message) {
    var body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", "invalid_request_error")
        .putNull("param")
        .put("code", "unsupported_something");
    return body.toString();
  }

  @Override
  public FineTuner adapter() {
    return adapter(base(), SendInTime::send);
  }

  @Override
  public FineTuner adapterOfNobody() {
    return adapter(NOBODY, SendInTime::send);
  }

  @Override
  public Optional<FineTuner> adapterBehindClosedGate() {
    return Optional.of(
        adapter(
            base(),
            call -> {
              throw new RefusedException(403, "egress_refused", "data may not leave");
            }));
  }

  @Override
  public boolean arrange(Trouble trouble, Step step) {
    String method = call(step).split(" ", 2)[0];
    String path = call(step).split(" ", 2)[1];
    switch (trouble) {
      case REFUSED ->
          sandbox.failNext(
              method, path, 400, refusal("No, " + PERSON + ", not with " + KEY), Map.of());
      case BUSY -> sandbox.failNext(method, path, 503, refusal("Overloaded"), Map.of());
      case BUSY_WITH_DELAY -> {
        Map<String, String> later = Map.of("Retry-After", ASKED_DELAY.toSeconds() + "");
        sandbox.failNext(method, path, 429, refusal("Slow down"), later);
      }
      case HALF_REPLY ->
          sandbox.failNext(
              method, path, 200, "{\"id\":\"half-1\",", Map.of("Content-Length", "4000"));
      case GARBAGE -> sandbox.failNext(method, path, 200, "{\"id\":\"" + LINE + "\",,", Map.of());
      case SILENCE -> sandbox.spoilNext(method, path, SpoiledReply.DRIPPING);
      case LOST_ANSWER -> sandbox.loseNextAnswer(method, path);
    }
    return true;
  }

  @Override
  public void letCallsDie() {
    clock.turn(Duration.ofHours(2));
  }

  @Override
  public int calls() {
    return sandbox.requests().size();
  }

  @Override
  public boolean hasSeen(String text) {
    return sandbox.requests().stream()
        .map(RecordedRequest::body)
        .anyMatch(body -> new String(body, UTF_8).contains(text));
  }

  /** How many requests of this method and path were answered well. */
  protected int done(String method, String path) {
    return (int)
        sandbox.requests().stream()
            .filter(each -> each.method().equals(method) && each.path().equals(path))
            .filter(each -> each.status() == null || each.status() == 200)
            .count();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
