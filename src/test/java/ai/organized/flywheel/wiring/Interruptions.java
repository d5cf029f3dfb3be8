package ai.organized.flywheel.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.http.Hold;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has the process die while a request is in the air that never was before, its work done and its
 * answer not sent; one that comes again may pass.
 */
final class Interruptions {
  private static final int MOST_REQUESTS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String MARKED =
      "select count(*) from notifications where sent_at is not null";

  private final CrashingLoop loop;
  private final List<Sandbox> sandboxes;
  private final List<String> interrupted = new ArrayList<>();

  /** The same, told apart by the occasion. */
  private final List<String> occasions = new ArrayList<>();

  /** How many requests of each sandbox belong to lives that are over. */
  private final Map<Sandbox, Integer> past = new HashMap<>();

  Interruptions(CrashingLoop loop) {
    this.loop = loop;
    this.sandboxes = List.of(loop.provider(), loop.slack());
    for (Sandbox sandbox : sandboxes) {
      for (int number = 1; number <= MOST_REQUESTS; number++) {
        sandbox.holdRequest(number, Hold.AFTER_WORK);
      }
    }
  }

  /** What was interrupted so far, in order. */
  List<String> interrupted() {
    return interrupted;
  }

  /** False when there was nothing left to interrupt: the walk is over, and the process lives. */
  boolean killAtTheNextNewRequest() {
    loop.patiently().until(() -> isNewRequestInTheAir() || loop.isOver());
    if (!isNewRequestInTheAir()) {
      return false;
    }
    kill();
    return true;
  }

  /** Lets the known ones pass meanwhile. */
  private boolean isNewRequestInTheAir() {
    boolean found = false;
    for (Sandbox sandbox : sandboxes) {
      List<RecordedRequest> inTheAir = inTheAir(sandbox);
      if (inTheAir.stream().anyMatch(this::isNew)) {
        found = true;
      } else if (!inTheAir.isEmpty()) {
        letPass(sandbox);
      }
    }
    return found;
  }

  private boolean isNew(RecordedRequest request) {
    String occasion = occasion(request);
    return Collections.frequency(occasions, occasion) < times(occasion);
  }

  /** The base model is looked for to choose who trains, and again before anything is sent. */
  private String occasion(RecordedRequest request) {
    boolean look = request.path().equals("/v1/models");
    return name(request) + (look ? loop.state().orElse("nothing planned") : "");
  }

  private void letPass(Sandbox sandbox) {
    sandbox.awaitHeld(PATIENCE);
    sandbox.releaseHeld();
    loop.patiently().until(() -> inTheAir(sandbox).isEmpty());
    // A message that was confirmed and not yet marked would be told once more, and rightly so.
    loop.patiently().until(() -> loop.number(MARKED) == confirmed());
  }

  private long confirmed() {
    return loop.slack().requests().stream().filter(request -> request.status() != null).count();
  }

  private void kill() {
    for (Sandbox sandbox : sandboxes) {
      if (!inTheAir(sandbox).isEmpty()) {
        sandbox.awaitHeld(PATIENCE);
      }
    }
    loop.jvm().kill();
    for (Sandbox sandbox : sandboxes) {
      for (RecordedRequest request : inTheAir(sandbox)) {
        interrupted.add(name(request));
        occasions.add(occasion(request));
      }
      past.put(sandbox, sandbox.requests().size());
      sandbox.releaseHeld();
    }
  }

  private List<RecordedRequest> inTheAir(Sandbox sandbox) {
    return sandbox.requests().stream()
        .skip(past.getOrDefault(sandbox, 0))
        .filter(request -> request.status() == null)
        .toList();
  }

  /** Equal for a request and the same one sent again, byte for byte; forms have a random frame. */
  static String name(RecordedRequest request) {
    String type = request.headers().getOrDefault("content-type", "");
    boolean form = type.startsWith("multipart/form-data");
    String body = form ? "" : type + " " + new String(request.body(), UTF_8);
    return request.method() + " " + request.path() + " " + body;
  }

  /** A look at the job counts twice: while it runs, and when there is a model. */
  private static int times(String name) {
    return name.matches("GET /v1/fine_tuning/jobs/[^/? ]+ +") ? 2 : 1;
  }
}
