package ai.organized.flywheel.serve;

import ai.organized.flywheel.failure.AnswerFailure;
import ai.organized.flywheel.failure.HttpFailure;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * {@code POST /v1/chat/completions}: reads the request, asks where it goes, and moves the answer's
 * bytes as they come. What decides is asked; this class only carries.
 */
public final class ChatCompletions implements Handler<RoutingContext> {
  private final FindModel findModel;
  private final HttpClient http;
  private final Duration timeout;
  private final AnswerFailure answerFailure = new AnswerFailure();

  /** Asks the route that decides; may block. */
  @FunctionalInterface
  public interface FindModel {
    ServedModel find(String clientId);
  }

  public ChatCompletions(FindModel findModel, HttpClient http, Duration timeout) {
    this.findModel = findModel;
    this.http = http;
    this.timeout = timeout;
  }

  @Override
  public void handle(RoutingContext context) {
    ObjectNode request;
    try {
      request = request(context.body().buffer());
    } catch (RefusedException e) {
      fail(context, e);
      return;
    }
    String client = context.request().getHeader("x-client-id");
    context
        .vertx()
        .executeBlocking(() -> findModel.find(client), false)
        .onFailure(thrown -> fail(context, thrown))
        .onSuccess(model -> send(context, model, request));
  }

  private static ObjectNode request(Buffer body) {
    JsonNode request;
    try {
      request = Json.STRICT.readTree(body == null ? new byte[0] : body.getBytes());
    } catch (JsonProcessingException e) {
      throw new RefusedException(400, "invalid_json", "the body is no JSON");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    if (!(request instanceof ObjectNode object)) {
      throw new RefusedException(400, "invalid_body", "the body is no JSON object");
    }
    if (!object.path("messages").isArray() || object.path("messages").isEmpty()) {
      throw new RefusedException(
          400, "missing_messages", "messages is missing or no list with a message in it");
    }
    return object;
  }

  private void send(RoutingContext context, ServedModel model, ObjectNode request) {
    byte[] body = Json.canonical(PromptFirst.apply(request, model.modelId(), model.systemPrompt()));
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(model.place().chatCompletions().toString())
            .setTimeout(timeout.toMillis())
            .putHeader("content-type", "application/json");
    if (!model.place().authorization().isEmpty()) {
      options.putHeader(model.place().authHeader(), model.place().authorization());
    }
    http.request(options)
        .compose(upstream -> answer(context, upstream, body))
        .compose(reply -> pass(context, model, reply))
        .onFailure(
            thrown ->
                fail(context, new UnavailableException("the model did not answer", null, thrown)));
  }

  /** A caller that hangs up ends the call to the model too. */
  private static Future<HttpClientResponse> answer(
      RoutingContext context, HttpClientRequest upstream, byte[] body) {
    context.response().closeHandler(closed -> upstream.reset());
    return upstream.send(Buffer.buffer(body));
  }

  private static Future<Void> pass(
      RoutingContext context, ServedModel model, HttpClientResponse reply) {
    context
        .response()
        .setStatusCode(reply.statusCode())
        .putHeader("x-model-version", "v" + model.version().orElseThrow());
    String type = reply.getHeader("content-type");
    if (type != null) {
      context.response().putHeader("content-type", type);
    }
    return reply.pipeTo(context.response());
  }

  private void fail(RoutingContext context, Throwable thrown) {
    HttpFailure failure = answerFailure.answer(thrown);
    if (context.response().headWritten()) {
      context.request().connection().close(); // too late for a status: the caller sees it break off
    } else if (!context.response().closed()) {
      context
          .response()
          .setStatusCode(failure.httpStatus())
          .putHeader("content-type", "application/json")
          .end(failure.json());
    }
  }
}
