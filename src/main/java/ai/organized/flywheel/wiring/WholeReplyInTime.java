package ai.organized.flywheel.wiring;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;

/**
 * Hangs up when a reply is not there whole in time. HttpClient's own time-outs begin anew with
 * every byte, so that a reply that drips would keep its thread for ever.
 */
final class WholeReplyInTime implements HttpClientConfigurer, ExecChainHandler {
  /** What the call has from its beginning, in milliseconds; goes no further than here. */
  static final String HEADER = "Flywheel-Millis-Left";

  /** Who waits for the reply gives up first, and says why. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private final Duration usual;

  /**
   * @param usual for a reply, from its headers to its last byte, when the call itself says nothing:
   *     what it sends may take its time
   */
  WholeReplyInTime(Duration usual) {
    this.usual = usual;
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    client.addExecInterceptorFirst("whole-reply-in-time", this);
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Header left = request.getFirstHeader(HEADER);
    request.removeHeaders(HEADER);
    if (left != null && !left.getValue().isEmpty()) {
      hangUpIn(Duration.ofMillis(Long.parseLong(left.getValue())).plus(GRACE), scope.execRuntime);
      return chain.proceed(request, scope);
    }
    ClassicHttpResponse response = chain.proceed(request, scope);
    hangUpIn(usual, scope.execRuntime);
    return response;
  }

  /** Does nothing when the reply was read to its end by then. */
  private static void hangUpIn(Duration time, ExecRuntime call) {
    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
        .execute(call::discardEndpoint);
  }
}
