package ai.organized.flywheel.wiring;

import ai.organized.flywheel.gateway.DataPath;
import ai.organized.flywheel.gateway.EventLoops;
import ai.organized.flywheel.gateway.Limits;
import ai.organized.flywheel.gateway.Parts;
import ai.organized.flywheel.serve.FindEmbedder;
import ai.organized.flywheel.serve.Servings;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Mounts what moves the bytes on Camel's own HTTP router; where they go is asked of the route
 * {@code find-serving}. Camel's HTTP component would hold a streamed answer back until its end.
 */
final class Gateway {
  /** As long as the steps of the routes are waited for. */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private Gateway() {}

  static DataPath mount(CamelContext context, Settings.Serve settings, Clock clock) {
    VertxPlatformHttpRouter router = Servers.main(context);
    Parts parts =
        new Parts(
            bound(context, "servings", Servings.class),
            bound(context, "findEmbedder", FindEmbedder.class)::of,
            bound(context, "telemetry", Telemetry.class),
            Limits.of(settings, EventLoops.usual()),
            clock);
    return DataPath.mount(router, router.vertx(), parts, DRAIN);
  }

  /**
   * Camel's own server takes connections on one event loop; from here on all of them do.
   *
   * @return empty when somebody has set that server up, for TLS say: then it stays alone, for the
   *     others would not do as it does
   */
  static Optional<EventLoops> useAllCores(CamelContext context, Settings settings) {
    boolean setUp =
        SettingsReader.camelProperties(settings.places().home()).keySet().stream()
            .anyMatch(name -> name.startsWith("camel.server."));
    if (setUp) {
      return Optional.empty();
    }
    VertxPlatformHttpRouter router = Servers.main(context);
    Settings.Server server = settings.server();
    return Optional.of(
        EventLoops.join(router.vertx(), router, server.host(), server.port(), EventLoops.usual()));
  }

  private static <T> T bound(CamelContext context, String name, Class<T> type) {
    return context.getRegistry().lookupByNameAndType(name, type);
  }
}
