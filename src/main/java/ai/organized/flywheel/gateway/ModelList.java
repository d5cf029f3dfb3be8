package ai.organized.flywheel.gateway;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.failure.AnswerFailure;
import ai.organized.flywheel.serve.ModelRow;
import ai.organized.flywheel.serve.Servings;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/models}: a row for each client that the caller may ask for. */
final class ModelList implements Handler<RoutingContext> {
  private static final int OK = 200;

  private final Servings servings;
  private final Vertx vertx;
  private final UnderWay underWay;
  private final Entrance entrance;
  private final AnswerFailure failures = new AnswerFailure();

  ModelList(Servings servings, Vertx vertx, UnderWay underWay) {
    this.servings = servings;
    this.vertx = vertx;
    this.underWay = underWay;
    this.entrance = new Entrance(underWay);
  }

  @Override
  public void handle(RoutingContext routing) {
    Exchange exchange = Exchange.begin(routing.request(), underWay, failures);
    exchange.step(
        () -> {
          Caller caller = entrance.admit(exchange, routing, HttpMethod.GET);
          vertx
              .executeBlocking(() -> servings.rows(caller), false)
              .onComplete(exchange.then(rows -> answer(exchange, rows)));
        });
  }

  private static void answer(Exchange exchange, List<ModelRow> rows) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (ModelRow row : rows) {
      data.addObject()
          .put("id", row.id())
          .put("object", "model")
          .put("created", row.created())
          .put("owned_by", "flywheel");
    }
    exchange.done(OK, Optional.empty());
    exchange.response.putHeader(Names.CONTENT_TYPE, Names.JSON).end(list.toString());
  }
}
