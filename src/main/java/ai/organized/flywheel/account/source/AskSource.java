package ai.organized.flywheel.account.source;

import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.UnavailableException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a source its next question, unless the source was down so often just now that it is left
 * alone for a while. One breaker a source, for all clients: a server that is down is down for all.
 */
public final class AskSource {
  private static final Logger LOG = LoggerFactory.getLogger(AskSource.class);

  private static final Duration PAUSE = Duration.ofSeconds(60);

  /** Questions of which the failed are counted: about what three clients ask. */
  private static final int WINDOW = 20;

  /** So many at least must have failed or not before half of them open the breaker. */
  private static final int ENOUGH = 6;

  private final CircuitBreakerRegistry breakers =
      CircuitBreakerRegistry.of(
          CircuitBreakerConfig.custom()
              .slidingWindowSize(WINDOW)
              .minimumNumberOfCalls(ENOUGH)
              .failureRateThreshold(50)
              .waitDurationInOpenState(PAUSE)
              // what was refused was answered: the source is there
              .recordException(e -> e instanceof UnavailableException)
              .build());

  /**
   * @throws UnavailableException when the source does not answer, or is left alone
   */
  public void ask(Reading<?> reading) {
    CircuitBreaker breaker = breakers.circuitBreaker(reading.source());
    try {
      breaker.executeRunnable(reading::ask);
    } catch (CallNotPermittedException e) {
      throw new UnavailableException(
          reading.source()
              + " failed too often just now and is left alone for "
              + PAUSE.toSeconds()
              + " s",
          PAUSE,
          e);
    }
  }

  /** Whether to ask the same question once more; not what is no question of a source at all. */
  public boolean mayAskAgain(Reading<?> reading, UnavailableException why) {
    return reading != null && reading.mayAskAgain(why);
  }

  /** Ends the conversation with the source, however it went. */
  public void leave(Reading<?> reading) {
    reading.leave();
  }

  /** Puts together what the source told. */
  public void finish(Reading<?> reading) {
    reading.finish();
  }

  /** The question stays without an answer, and the log says so. */
  public void failed(Reading<?> reading, Throwable why) {
    String words = reading.failed(why);
    if (why instanceof FailureException) {
      LOG.warn("{}: {}", reading.source(), words);
    } else {
      LOG.error("{}: {}", reading.source(), words, why);
    }
  }
}
