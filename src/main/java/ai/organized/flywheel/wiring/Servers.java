package ai.organized.flywheel.wiring;

import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** The routers of Camel's two HTTP servers. */
final class Servers {
  private Servers() {}

  /** Of the server that clients ask. */
  static VertxPlatformHttpRouter main(CamelContext context) {
    return router(context, true);
  }

  /** Of the server for health and metrics. */
  static VertxPlatformHttpRouter management(CamelContext context) {
    return router(context, false);
  }

  private static VertxPlatformHttpRouter router(CamelContext context, boolean main) {
    return context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
        .filter(router -> router.isMainServer() == main)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Camel has no such HTTP server"));
  }
}
