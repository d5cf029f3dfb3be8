package ai.organized.flywheel.wiring;

import ai.organized.flywheel.access.ApiKeys;
import ai.organized.flywheel.access.Door;
import ai.organized.flywheel.access.Exposure;
import ai.organized.flywheel.access.KeyFile;
import ai.organized.flywheel.gateway.DataPath;
import ai.organized.flywheel.gateway.Limits;
import ai.organized.flywheel.settings.Settings;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;

/** The door of the HTTP server. */
final class BindAccess {
  private BindAccess() {}

  static void bind(Main main, Settings settings) {
    ApiKeys keys =
        new ApiKeys(
            new KeyFile(settings.server().keysFile()),
            settings.serve().requestsPerMinute(),
            Exposure.isExposed(settings.server().host()));
    main.bind("door", new Door(keys, Limits.UPLOAD, DataPath.WITH_BODIES));
  }

  /** What this server understands, for whoever writes a program that asks it. */
  static void mountDocument(CamelContext context, Path home) {
    String file = home.resolve("docs").resolve("openapi.yaml").toString();
    Servers.main(context)
        .get("/openapi.yaml")
        .handler(
            asked ->
                asked
                    .response()
                    .putHeader("content-type", "application/yaml")
                    .sendFile(file)
                    .onFailure(asked::fail));
  }

  /** Has the door stand before whatever else is mounted on the HTTP server. */
  static void mountFirst(Main main) {
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport configured) {
            CamelContext context = configured.getCamelContext();
            context.addLifecycleStrategy(new MountFirst(context));
          }
        });
  }

  /**
   * Camel's server listens before its routes are there, and answers 404 until then. The door is
   * mounted between the two: no moment is without it.
   */
  private static final class MountFirst extends LifecycleStrategySupport {
    private final CamelContext context;
    private boolean mounted;

    MountFirst(CamelContext context) {
      this.context = context;
    }

    @Override
    public synchronized void onRoutesAdd(Collection<Route> routes) {
      if (!mounted) {
        VertxPlatformHttpRouter router = Servers.main(context);
        if (!router.getRoutes().isEmpty()) {
          throw new IllegalStateException("something was mounted before the door");
        }
        router.route().handler(context.getRegistry().lookupByNameAndType("door", Door.class));
        mounted = true;
      }
    }
  }
}
