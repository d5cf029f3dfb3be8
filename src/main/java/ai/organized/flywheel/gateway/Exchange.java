package ai.organized.flywheel.gateway;

import ai.organized.flywheel.failure.AnswerFailure;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.HttpFailure;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One request of a caller, until it is answered, broken off or left. It ends exactly once, and then
 * its row is handed in.
 */
final class Exchange {
  /** Ids of one moment stand together in the table of answers: a batch of rows writes few pages. */
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  final String id = IDS.generate().toString();
  final long began = System.nanoTime();
  final HttpServerRequest request;
  final HttpServerResponse response;

  private final UnderWay underWay;
  private final AnswerFailure answerFailure;
  private final Patience patience = new Patience();
  private long reserved;
  private boolean over;
  private boolean refused;
  private Runnable stop = () -> {};
  private Measured measured;

  private Exchange(HttpServerRequest request, UnderWay underWay, AnswerFailure answerFailure) {
    this.request = request;
    this.response = request.response();
    this.underWay = underWay;
    this.answerFailure = answerFailure;
  }

  static Exchange begin(HttpServerRequest request, UnderWay underWay, AnswerFailure failures) {
    Exchange exchange = new Exchange(request, underWay, failures);
    exchange.response.putHeader(Names.REQUEST_ID, exchange.id);
    exchange.response.closeHandler(closed -> exchange.left());
    exchange.response.exceptionHandler(broken -> exchange.left());
    underWay.enter(exchange.patience);
    return exchange;
  }

  /** Nothing more can be said to the caller. */
  boolean isOver() {
    return over || refused;
  }

  /** From now on its end is a row. */
  void measure(Measured row) {
    measured = row;
  }

  /** Counts bytes that it holds until its end. */
  void reserve(long bytes) {
    underWay.reserve(bytes);
    reserved += bytes;
  }

  /** What ends the work for it when the caller leaves. */
  void onLeft(Runnable action) {
    stop = action;
  }

  /** What happens when nothing happens for so long. */
  void within(Duration time, Runnable action) {
    patience.within(
        time,
        () -> {
          if (!over) {
            action.run();
          }
        });
  }

  /** What is to come takes as long as it takes: what it waited for before is void. */
  void withoutLimit() {
    patience.end();
  }

  /** A step of the way: what it throws is the answer, for nothing else would catch it. */
  void step(Runnable step) {
    if (isOver()) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException thrown) {
      stop.run();
      fail(thrown);
    }
  }

  /** What comes back from elsewhere: a failure is the answer, a value goes on. */
  <T> Handler<AsyncResult<T>> then(Consumer<T> next) {
    return result ->
        step(
            () -> {
              if (result.succeeded()) {
                next.accept(result.result());
              } else {
                fail(result.cause());
              }
            });
  }

  void fail(Throwable thrown) {
    fail(thrown, thrown instanceof FailureException known ? known.code() : "broken");
  }

  /**
   * @param word for the row
   */
  void fail(Throwable thrown, String word) {
    if (isOver()) {
      return;
    }
    HttpFailure failure = answerFailure.answer(thrown);
    if (response.headWritten()) {
      breakOff(failure.httpStatus(), word);
      return;
    }
    if (thrown instanceof FailureException known) {
      known
          .retryAfter()
          .ifPresent(after -> response.putHeader(Names.RETRY_AFTER, "" + after.toSeconds()));
    }
    refused = true;
    RestOfRequest.drop(this, () -> refuse(failure, word));
  }

  /** A caller for whose request nobody waits any more is told so at once. */
  void hangUp(FailureException why) {
    if (!isOver()) {
      refused = true;
      refuse(answerFailure.answer(why), why.code());
      RestOfRequest.hangUp(request);
    }
  }

  private void refuse(HttpFailure failure, String word) {
    if (!over) {
      end(failure.httpStatus(), Optional.of(word));
      response
          .setStatusCode(failure.httpStatus())
          .putHeader(Names.CONTENT_TYPE, Names.JSON)
          .end(failure.json());
    }
  }

  /** Too late for a status: the caller sees the connection break. */
  void breakOff(int status, String word) {
    if (!over) {
      end(status, Optional.of(word));
      response.reset();
    }
  }

  void done(int status, Optional<String> word) {
    if (!over) {
      end(status, word);
    }
  }

  private void left() {
    if (!over) {
      end(Trouble.LEFT_STATUS, Optional.of(Trouble.CLIENT_LEFT.word()));
      stop.run();
    }
  }

  private void end(int status, Optional<String> word) {
    over = true;
    patience.end();
    underWay.release(reserved);
    if (measured == null) {
      underWay.leave(patience);
    } else { // the end of the gateway waits for rows, too
      measured.hand(status, word).onComplete(handed -> underWay.leave(patience));
    }
  }
}
