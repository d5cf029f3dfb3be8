package ai.organized.flywheel.gateway;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.serve.Serving;
import ai.organized.flywheel.serve.Servings;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Asks who answers a client: memory first, then the route, once for all who wait for it. What ages
 * is asked for anew before it is too old, so that under load nobody waits.
 */
final class AskServings {
  private final Servings servings;
  private final WorkerExecutor workers;
  private final Map<Asked, Future<Serving>> asked = new ConcurrentHashMap<>();

  /** Who waits for an answer gets it on the event loop that asked: each loop asks for its own. */
  private record Asked(Thread loop, ClientId client) {
    static Asked here(ClientId client) {
      return new Asked(Thread.currentThread(), client);
    }
  }

  AskServings(Servings servings, WorkerExecutor workers) {
    this.servings = servings;
    this.workers = workers;
  }

  void ask(Exchange exchange, ClientId client, Consumer<Serving> next) {
    Optional<Serving> known = servings.known(client);
    Future<Serving> underWay = asked.get(Asked.here(client));
    if (known.isPresent()) {
      if (underWay == null && servings.isAgeing(client)) {
        begun(client);
      }
      next.accept(known.get());
    } else if (underWay == null) {
      begun(client).onComplete(exchange.then(next));
    } else {
      underWay.onComplete(done -> exchange.step(() -> askOnce(exchange, client, next)));
    }
  }

  /** What was under way may have begun before the config changed; what is now began later. */
  private void askOnce(Exchange exchange, ClientId client, Consumer<Serving> next) {
    Optional<Serving> known = servings.known(client);
    if (known.isPresent()) {
      next.accept(known.get());
    } else {
      begun(client).onComplete(exchange.then(next));
    }
  }

  private Future<Serving> begun(ClientId client) {
    Asked here = Asked.here(client);
    Future<Serving> answer = asked.get(here);
    if (answer == null) {
      answer = workers.executeBlocking(() -> servings.ask(client), false);
      asked.put(here, answer);
      answer.onComplete(done -> asked.remove(here));
    }
    return answer;
  }
}
