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
  private final Map<ClientId, Future<Serving>> asked = new ConcurrentHashMap<>();

  AskServings(Servings servings, WorkerExecutor workers) {
    this.servings = servings;
    this.workers = workers;
  }

  void ask(Exchange exchange, ClientId client, Consumer<Serving> next) {
    Optional<Serving> known = servings.known(client);
    Future<Serving> underWay = asked.get(client);
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
    Future<Serving> answer = asked.get(client);
    if (answer == null) {
      answer = workers.executeBlocking(() -> servings.ask(client), false);
      asked.put(client, answer);
      answer.onComplete(done -> asked.remove(client));
    }
    return answer;
  }
}
