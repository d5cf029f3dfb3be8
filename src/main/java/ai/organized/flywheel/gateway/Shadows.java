package ai.organized.flywheel.gateway;

import ai.organized.flywheel.serve.ChatBody;
import ai.organized.flywheel.serve.PromptFirst;
import ai.organized.flywheel.serve.ServedModel;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends copies of questions to a challenger and measures what comes back; nobody gets its answers,
 * and nobody waits for them.
 */
final class Shadows {
  private static final Logger LOG = LoggerFactory.getLogger(Shadows.class);

  /** Copies at a time; of the connections, which they share with the champions, a quarter. */
  private static final int MOST = 32;

  private static final int SHARE = 4;

  /** A longer question is not copied: it would be held twice. */
  private static final int LONGEST = 256 << 10;

  private static final int OK = 200;
  private static final int NO_ANSWER = 502;

  private final Upstreams upstreams;
  private final Openings openings;
  private final UnderWay underWay;
  private final Limits limits;
  private final AtomicInteger working = new AtomicInteger();
  private final int most;

  Shadows(Upstreams upstreams, Openings openings, UnderWay underWay, Limits limits) {
    this.upstreams = upstreams;
    this.openings = openings;
    this.underWay = underWay;
    this.limits = limits;
    this.most = Math.max(1, Math.min(MOST, limits.connections() / SHARE));
  }

  /** Sends a copy, when there is room for one more. */
  void ask(ServedModel challenger, Measured champions, ChatBody body) {
    if (body.size() > LONGEST || working.get() >= most) {
      return;
    }
    try {
      send(challenger, champions.copyFor(challenger), body);
    } catch (RuntimeException e) { // whatever it is: the caller's own answer is under way
      LOG.warn("a copy for version {} was not sent", challenger.version(), e);
    }
  }

  private void send(ServedModel challenger, Measured measured, ChatBody body) {
    byte[] bytes = PromptFirst.apply(body, openings.of(challenger));
    Upstream upstream =
        upstreams.of(
            challenger.place(), challenger.place().chatCompletions(), challenger.modelId());
    Copy copy = new Copy(measured, new UpstreamCall(upstream, body.stream(), null));
    working.incrementAndGet();
    underWay.watch(copy.patience);
    copy.send(bytes);
  }

  /** One of them. */
  private final class Copy {
    private final Measured measured;
    private final UpstreamCall call;
    private final Patience patience = new Patience();
    private final Tap tap = new Tap();
    private boolean over;

    Copy(Measured measured, UpstreamCall call) {
      this.measured = measured;
      this.call = call;
    }

    void send(byte[] body) {
      patience.within(limits.firstByte(), () -> failed(Trouble.UPSTREAM_TIMEOUT));
      call.send(body, this::drain, this::failed);
    }

    private void drain(HttpClientResponse answer) {
      measured.hears(tap, null);
      Optional<Trouble> trouble =
          answer.statusCode() == OK
              ? Statuses.troubleWith(answer)
              : Optional.of(Trouble.UPSTREAM_STATUS);
      if (trouble.isPresent()) {
        call.refuse(answer, trouble.get());
        end(answer.statusCode(), trouble.map(Trouble::word));
        return;
      }
      answer.handler(
          piece -> {
            tap.pass(piece);
            patience.within(limits.idle(), () -> failed(Trouble.UPSTREAM_TIMEOUT));
          });
      answer.exceptionHandler(broken -> failed(Trouble.UPSTREAM_BROKE));
      answer.endHandler(
          ended -> {
            call.succeeded();
            end(OK, Optional.empty());
          });
    }

    private void failed(Trouble trouble) {
      call.failed(trouble);
      end(NO_ANSWER, Optional.of(trouble.word()));
    }

    private void end(int status, Optional<String> word) {
      if (!over) {
        over = true;
        patience.end();
        underWay.forget(patience);
        working.decrementAndGet();
        measured.hand(status, word);
      }
    }
  }
}
