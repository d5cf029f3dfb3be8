package ai.organized.flywheel.wiring;

import ai.organized.flywheel.failure.AnswerFailure;
import ai.organized.flywheel.failure.HttpFailure;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.serve.ChatCompletions;
import ai.organized.flywheel.serve.ServedModel;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Mounts the handler that moves the bytes on Camel's own HTTP router; where they go is asked of the
 * route {@code find-served-model}. Camel's HTTP component would hold a streamed answer back until
 * its end.
 */
final class Gateway {
  private static final long LARGEST_BODY = 20L << 20;

  /** To one model at a time; Vert.x would stop at five. */
  private static final int CONNECTIONS = 256;

  private Gateway() {}

  static void mount(CamelContext context, Duration timeout) {
    VertxPlatformHttpRouter router =
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
            .filter(VertxPlatformHttpRouter::isMainServer)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Camel has no HTTP server"));
    ProducerTemplate template = context.createProducerTemplate();
    router
        .post("/v1/chat/completions")
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .handler(
            new ChatCompletions(
                client -> find(template, client),
                router.vertx().createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS)),
                timeout))
        .failureHandler(
            failed -> {
              HttpFailure failure =
                  new AnswerFailure()
                      .answer(
                          failed.failure() != null
                              ? failed.failure()
                              : new RefusedException(
                                  failed.statusCode(),
                                  "invalid_request",
                                  "the request is larger than 20 MB or cannot be read"));
              failed
                  .response()
                  .setStatusCode(failure.httpStatus())
                  .putHeader("content-type", "application/json")
                  .end(failure.json());
            });
  }

  private static ServedModel find(ProducerTemplate template, String client) {
    try {
      return template.requestBody("direct:find-served-model", client, ServedModel.class);
    } catch (CamelExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
