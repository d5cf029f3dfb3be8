package ai.organized.flywheel.wiring;

import ai.organized.flywheel.telemetry.QueuedTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** What must hold for the process to do its work; what only costs it something is told beside. */
final class ReadyChecks {
  /** Detail of a check that is up and has something to tell. */
  static final String DEGRADED = "degraded";

  private ReadyChecks() {}

  /** A process for which it does not hold is not to be started anew for it. */
  private abstract static class ReadyCheck extends AbstractHealthCheck {
    ReadyCheck(String id) {
      super("flywheel", id);
    }

    @Override
    public boolean isLiveness() {
      return false;
    }
  }

  /** A question to the store is answered. */
  static final class StoreAnswers extends ReadyCheck {
    private final Jdbi jdbi;

    StoreAnswers(Jdbi jdbi) {
      super("store");
      this.jdbi = jdbi;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
      try {
        jdbi.useHandle(handle -> handle.execute("select 1 from audit_log limit 1"));
        result.up();
      } catch (JdbiException e) {
        result.message("the store does not answer").down();
      }
    }
  }

  /** Every route is started. */
  static final class RoutesRun extends ReadyCheck {
    private final Main main;

    RoutesRun(Main main) {
      super("routes-started");
      this.main = main;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
      CamelContext context = main.getCamelContext();
      List<String> stopped =
          context.getRoutes().stream()
              .map(Route::getRouteId)
              .filter(id -> !context.getRouteController().getRouteStatus(id).isStarted())
              .toList();
      if (stopped.isEmpty() && !context.getRoutes().isEmpty()) {
        result.up();
      } else {
        result.message("routes that do not run: " + stopped).down();
      }
    }
  }

  /** Messages that are due are taken; those that Slack refuses are put off, and are not due. */
  static final class OutboxMoves extends ReadyCheck {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Jdbi jdbi;
    private final Clock clock;

    OutboxMoves(Jdbi jdbi, Clock clock) {
      super("outbox");
      this.jdbi = jdbi;
      this.clock = clock;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
      long late = clock.instant().minus(PATIENCE).toEpochMilli();
      try {
        Optional<Long> oldest =
            jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select min(next_try) from notifications where sent_at is null and"
                                + " next_try < ?")
                        .bind(0, late)
                        .mapTo(Long.class)
                        .findOne());
        if (oldest.isEmpty()) {
          result.up();
        } else {
          Instant since = Instant.ofEpochMilli(oldest.get());
          result.message("messages to people are due since " + since + " and not sent").down();
        }
      } catch (JdbiException e) {
        result.message("the store does not answer").down();
      }
    }
  }

  /** Up also when answers were lost: the gateway goes on answering, and this tells. */
  static final class TelemetryKeeps extends ReadyCheck {
    private final QueuedTelemetry telemetry;

    TelemetryKeeps(QueuedTelemetry telemetry) {
      super("telemetry");
      this.telemetry = telemetry;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
      long lost = telemetry.lost();
      if (lost > 0) {
        result.detail(DEGRADED, true).message(lost + " answers were lost since the start");
      }
      result.up();
    }
  }
}
