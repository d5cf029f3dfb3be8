package ai.organized.flywheel.gateway;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.serve.Arm;
import ai.organized.flywheel.serve.FallbackKind;
import ai.organized.flywheel.serve.ServedModel;
import ai.organized.flywheel.telemetry.ServedAnswer;
import ai.organized.flywheel.telemetry.ServedAnswer.Texts;
import ai.organized.flywheel.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What is known of one answer so far; handed in once, at its end. */
final class Measured {
  private final String requestId;
  private final Instant at;
  private final long began;
  private final ClientId client;
  private final Telemetry telemetry;
  private final boolean streamed;
  private final Optional<String> conversation;
  private ServedModel model;
  private Tap tap;
  private KeepTexts texts;
  private Optional<String> before = Optional.empty();
  private Optional<Integer> forVersion = Optional.empty();

  /**
   * @param began as {@link System#nanoTime()} had it
   */
  Measured(
      String requestId,
      Instant at,
      long began,
      ClientId client,
      boolean streamed,
      Optional<String> conversation,
      Telemetry telemetry) {
    this.requestId = requestId;
    this.at = at;
    this.began = began;
    this.client = client;
    this.streamed = streamed;
    this.conversation = conversation;
    this.telemetry = telemetry;
  }

  /** The same question to another model, from now on. */
  Measured copyFor(ServedModel other) {
    Measured copy =
        new Measured(requestId, at, System.nanoTime(), client, streamed, conversation, telemetry);
    copy.model = other;
    return copy;
  }

  void asks(ServedModel asked) {
    model = asked;
  }

  /** The model that should have answered did not. */
  void fellBack(Trouble trouble) {
    before = Optional.of(trouble.word());
    forVersion = model == null ? Optional.empty() : model.version();
  }

  void hears(Tap answer, KeepTexts kept) {
    tap = answer;
    texts = kept;
  }

  /** Done when it is handed in. Half an answer is no text. */
  Future<Boolean> hand(int status, Optional<String> error) {
    long now = System.nanoTime();
    if (texts == null || tap == null || status != 200 || error.isPresent()) {
      return Future.succeededFuture(telemetry.offer(row(status, error, now, Optional.empty())));
    }
    KeepTexts kept = texts; // reading a long answer takes time that others would wait for
    return Vertx.currentContext()
        .executeBlocking(() -> telemetry.offer(row(status, error, now, kept.read())), false);
  }

  private ServedAnswer row(int status, Optional<String> error, long now, Optional<Texts> said) {
    Optional<Usage> usage = tap == null ? Optional.empty() : Usage.in(tap.tail());
    return new ServedAnswer(
        requestId,
        at,
        client,
        model == null ? Optional.empty() : model.version(),
        forVersion,
        (model == null ? Arm.CHAMPION : model.arm()).word(),
        model == null ? Optional.empty() : model.track(),
        model == null ? "" : model.provider(),
        model == null ? "" : model.modelId(),
        model == null ? Optional.empty() : model.fallback().map(FallbackKind::word),
        status,
        error.or(() -> before),
        streamed,
        millis(now),
        tap == null ? Optional.empty() : tap.firstByte().map(this::millis),
        usage.map(Usage::prompt),
        usage.map(Usage::completion),
        tap == null ? Optional.empty() : Optional.of(tap.bytes()),
        conversation,
        said);
  }

  private double millis(long nanos) {
    return (nanos - began) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
