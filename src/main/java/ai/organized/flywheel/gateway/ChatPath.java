package ai.organized.flywheel.gateway;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.AnswerFailure;
import ai.organized.flywheel.serve.AskedFor;
import ai.organized.flywheel.serve.ChatBody;
import ai.organized.flywheel.serve.ReadChatBody;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /v1/chat/completions}: who asks, for whom, and then the question goes its way. What
 * decides is asked; this only carries.
 */
final class ChatPath implements Handler<RoutingContext> {
  static final String ADDRESS = "/v1/chat/completions";

  /** A body that is larger is read beside the event loop, so that nobody waits for it. */
  private static final int LARGE = 256 << 10;

  final Parts parts;
  private final Vertx vertx;
  final Workers workers;
  final AskServings servings;
  final Upstreams upstreams;
  final Openings openings = new Openings();
  final Shadows shadows;
  private final UnderWay underWay;
  private final Entrance entrance;
  private final AnswerFailure failures = new AnswerFailure();

  ChatPath(Parts parts, Vertx vertx, Workers workers, Upstreams upstreams, UnderWay underWay) {
    this.parts = parts;
    this.vertx = vertx;
    this.workers = workers;
    this.servings = new AskServings(parts.servings(), workers.serving());
    this.upstreams = upstreams;
    this.shadows = new Shadows(upstreams, openings, underWay, parts.limits());
    this.underWay = underWay;
    this.entrance = new Entrance(underWay);
  }

  @Override
  public void handle(RoutingContext routing) {
    Exchange exchange = Exchange.begin(routing.request(), underWay, failures);
    exchange.step(
        () -> {
          Caller caller = entrance.admit(exchange, routing, HttpMethod.POST);
          ReadRequest.read(exchange, parts.limits(), bytes -> read(exchange, caller, bytes));
        });
  }

  private void read(Exchange exchange, Caller caller, byte[] bytes) {
    if (bytes.length <= LARGE) {
      ask(exchange, caller, ReadChatBody.read(bytes));
    } else {
      vertx
          .executeBlocking(() -> ReadChatBody.read(bytes), false)
          .onComplete(exchange.then(body -> ask(exchange, caller, body)));
    }
  }

  private void ask(Exchange exchange, Caller caller, ChatBody body) {
    AskedFor asked =
        new AskedFor(exchange.request.getHeader(Names.CLIENT), body.model(), body.clientId());
    ClientId client = parts.servings().client(asked, caller);
    new ChatQuestion(this, exchange, client, body).ask();
  }
}
