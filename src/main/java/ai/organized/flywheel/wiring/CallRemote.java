package ai.organized.flywheel.wiring;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.StreamCacheException;
import org.apache.camel.main.Main;

/**
 * Lets a step that reads a source send through the route {@code call-remote}, as all else does, and
 * wait for the reply no longer than it has time.
 */
final class CallRemote implements Function<RemoteCall, RemoteReply> {
  /** A server that needs longer for one answer is stuck; the whole deadline is not spent on it. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Main main;
  private final Duration longest;
  private ProducerTemplate template;

  /** For sources, each of which has many questions. */
  static CallRemote ofSources(Main main) {
    return new CallRemote(main, LONGEST);
  }

  /**
   * @param longest that one answer may take, whatever its own deadline says
   */
  CallRemote(Main main, Duration longest) {
    this.main = main;
    this.longest = longest;
  }

  @Override
  public RemoteReply apply(RemoteCall call) {
    Deadline deadline =
        call.deadline().map(end -> end.within(longest)).orElseGet(() -> Deadline.in(longest));
    String what = "The reply of " + call.place();
    long nanos = deadline.require(what).toNanos();
    CompletableFuture<RemoteReply> reply =
        template().asyncRequestBody("direct:call-remote", call.until(deadline), RemoteReply.class);
    try {
      return reply.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new UnavailableException(
          what + " took longer than " + deadline.length().toSeconds() + " s", null, e);
    } catch (ExecutionException e) {
      throw failure(call, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Stopped while " + call.place() + " was asked", null, e);
    }
  }

  private static RuntimeException failure(RemoteCall call, Throwable thrown) {
    Throwable cause = thrown instanceof CamelExecutionException ? thrown.getCause() : thrown;
    if (cause instanceof UnavailableException busy) {
      return new UnavailableException(
          call.place() + ": " + busy.getMessage(), busy.retryAfter().orElse(null), busy);
    }
    // A line that breaks in the middle of a reply is told by who was storing the reply.
    if (cause instanceof RuntimeException known && !(cause instanceof StreamCacheException)) {
      return known;
    }
    return cause instanceof ConnectException || cause instanceof UnknownHostException
        ? new UnavailableException(
            "Nothing answers at " + call.place() + "; is the address right?", null, cause)
        : new UnavailableException("The connection to " + call.place() + " broke", null, cause);
  }

  /** Made when it is first needed: the routes have to be there. */
  private synchronized ProducerTemplate template() {
    if (template == null) {
      CamelContext context = main.getCamelContext();
      template = context.createProducerTemplate();
      // Never a queue: a call that waits in it would spend another source's time.
      template.setExecutorService(
          context.getExecutorServiceManager().newCachedThreadPool(this, "call-remote"));
    }
    return template;
  }
}
