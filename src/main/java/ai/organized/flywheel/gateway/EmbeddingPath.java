package ai.organized.flywheel.gateway;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.AnswerFailure;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.serve.AskedFor;
import ai.organized.flywheel.serve.ChatBody;
import ai.organized.flywheel.serve.FindEmbedder.Embedder;
import ai.organized.flywheel.serve.Opening;
import ai.organized.flywheel.serve.PromptFirst;
import ai.organized.flywheel.serve.ReadChatBody;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code POST /v1/embeddings}: the same callers, clients and bounds as for chat, and one embedder
 * for each client. What it did is no answer of a model of ours, so no row tells of it.
 */
final class EmbeddingPath implements Handler<RoutingContext> {
  static final String ADDRESS = "/v1/embeddings";

  private static final Duration LATER = Duration.ofSeconds(5);

  /** One for each address: callers may name any model, and no breaker is ever forgotten. */
  private static final String BREAKER = "embeddings";

  private final Parts parts;
  private final Workers workers;
  private final Upstreams upstreams;
  private final UnderWay underWay;
  private final Entrance entrance;
  private final AnswerFailure failures = new AnswerFailure();

  EmbeddingPath(Parts parts, Workers workers, Upstreams upstreams, UnderWay underWay) {
    this.parts = parts;
    this.workers = workers;
    this.upstreams = upstreams;
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

  private record Asked(ChatBody body, Embedder embedder) {}

  /** All of it beside the event loop: a request may hold thousands of texts. */
  private void read(Exchange exchange, Caller caller, byte[] bytes) {
    String named = exchange.request.getHeader(Names.CLIENT);
    workers
        .standIns()
        .executeBlocking(() -> ask(named, caller, bytes), false)
        .onComplete(exchange.then(asked -> send(exchange, asked.body(), asked.embedder())));
  }

  private Asked ask(String named, Caller caller, byte[] bytes) {
    ChatBody body = ReadChatBody.readAny(bytes);
    AskedFor asked = new AskedFor(named, body.model(), body.clientId());
    ClientId client = parts.servings().client(asked, caller);
    return new Asked(body, parts.embedders().of(client, body.model()));
  }

  private void send(Exchange exchange, ChatBody body, Embedder embedder) {
    Upstream upstream = upstreams.of(embedder.place(), embedder.place().embeddings(), BREAKER);
    UpstreamCall call = new UpstreamCall(upstream, false, TraceParent.of(exchange.request));
    exchange.onLeft(call::cancel);
    exchange.within(
        parts.limits().firstByte(),
        () -> {
          call.failed(Trouble.UPSTREAM_TIMEOUT);
          giveUp(exchange, Trouble.UPSTREAM_TIMEOUT);
        });
    boolean callersWord = embedder.modelId().equals(body.model());
    Opening opening = Opening.of(embedder.provider(), embedder.modelId(), "");
    call.send(
        PromptFirst.apply(body, opening),
        answer -> exchange.step(() -> pass(exchange, call, answer, callersWord)),
        trouble -> exchange.step(() -> giveUp(exchange, trouble)));
  }

  private void pass(
      Exchange exchange, UpstreamCall call, HttpClientResponse answer, boolean callersWord) {
    if (answer.statusCode() == Statuses.NOT_FOUND && callersWord) {
      call.decline(answer);
      throw new RefusedException(
          404, "model_not_found", "there is no such embedder; name another one, or none");
    }
    if (answer.statusCode() == Statuses.TOO_MANY) {
      TooMany.read(exchange, call, answer, trouble -> giveUp(exchange, trouble));
      return;
    }
    Optional<Trouble> trouble = Statuses.troubleWith(answer);
    if (trouble.isPresent()) {
      call.refuse(answer, trouble.get());
      giveUp(exchange, trouble.get());
      return;
    }
    Duration idle = parts.limits().idle();
    new PassAnswer(
            exchange, answer, call, new Tap(), null, idle, broken -> giveUp(exchange, broken))
        .start();
  }

  private static void giveUp(Exchange exchange, Trouble trouble) {
    exchange.fail(
        new UnavailableException("the embedder does not answer now; ask again", LATER),
        trouble.word());
  }
}
