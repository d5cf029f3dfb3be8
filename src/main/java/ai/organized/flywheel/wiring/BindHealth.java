package ai.organized.flywheel.wiring;

import ai.organized.flywheel.gateway.DataPath;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.telemetry.QueuedTelemetry;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;

/**
 * What may be asked about the process, on the management port: {@code /health} whether it lives,
 * {@code /ready} whether it can do its work, {@code /metrics} for Prometheus.
 */
final class BindHealth {
  /**
   * Camel counts and times each route. Not each endpoint: their addresses may name clients; nor
   * each step.
   */
  static final Map<String, String> PROPERTIES =
      Map.of(
          "camel.management.metricsEnabled", "true",
          "camel.metrics.enabled", "true",
          "camel.metrics.path", "/metrics",
          "camel.metrics.enableRoutePolicy", "true",
          "camel.metrics.routePolicyLevel", "route",
          "camel.metrics.enableExchangeEventNotifier", "false",
          "camel.metrics.enableRouteEventNotifier", "false",
          "camel.metrics.enableMessageHistory", "false",
          "camel.metrics.binders", "jvm-memory,jvm-gc,processor");

  /** Camel's word for: each check, and not one line when all is well. */
  private static final String ALL = "full";

  private BindHealth() {}

  /** Under the name by which Camel's metrics find it. */
  static MeterRegistry registry(Main main) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    main.bind("metricsRegistry", registry);
    return registry;
  }

  static void bind(
      Main main, MeterRegistry registry, QueuedTelemetry telemetry, Jdbi jdbi, Clock clock) {
    FunctionCounter.builder("flywheel.telemetry.lost", telemetry, QueuedTelemetry::lost)
        .description("Answers that never came to the store")
        .register(registry);
    main.bind("readyStore", new ReadyChecks.StoreAnswers(jdbi));
    main.bind("readyRoutes", new ReadyChecks.RoutesRun(main));
    main.bind("readyOutbox", new ReadyChecks.OutboxMoves(jdbi, clock));
    main.bind("readyTelemetry", new ReadyChecks.TelemetryKeeps(telemetry));
  }

  static void mount(CamelContext context, DataPath gateway) {
    MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
    Gauge.builder("flywheel.requests.under.way", gateway, DataPath::underWay)
        .description("Requests that the gateway answers now")
        .register(registry);
    Gauge.builder("flywheel.breaker.open", gateway, DataPath::openBreakers)
        .description("Models that are not asked for a while, because they failed")
        .register(registry);
    VertxPlatformHttpRouter router = Servers.management(context);
    router
        .get("/health")
        .handler(asked -> answer(asked, () -> HealthCheckHelper.invokeLiveness(context, ALL)));
    router
        .get("/ready")
        .handler(asked -> answer(asked, () -> HealthCheckHelper.invokeReadiness(context, ALL)));
  }

  private static void answer(RoutingContext asked, Supplier<Collection<Result>> checks) {
    asked
        .vertx()
        .executeBlocking(checks::get, false)
        .onFailure(asked::fail)
        .onSuccess(
            results ->
                asked
                    .response()
                    .setStatusCode(isDown(results) ? 503 : 200)
                    .putHeader("content-type", "application/json")
                    .end(Json.text(report(results))));
  }

  private static boolean isDown(Collection<Result> results) {
    return results.stream().anyMatch(result -> result.getState() != State.UP);
  }

  private static ObjectNode report(Collection<Result> results) {
    ObjectNode report = Json.STRICT.createObjectNode();
    boolean degraded =
        results.stream().anyMatch(r -> r.getDetails().containsKey(ReadyChecks.DEGRADED));
    report.put("status", isDown(results) ? "DOWN" : degraded ? "DEGRADED" : "UP");
    ArrayNode checks = report.putArray("checks");
    for (Result result : results) {
      HealthCheck check = result.getCheck();
      ObjectNode row = checks.addObject();
      row.put("name", check.getId()).put("status", result.getState().name());
      result.getMessage().ifPresent(message -> row.put("message", message));
    }
    return report;
  }
}
