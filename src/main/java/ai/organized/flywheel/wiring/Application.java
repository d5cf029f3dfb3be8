package ai.organized.flywheel.wiring;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.DeadLeases;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** The running system: store, objects and routes on one Camel context. */
public final class Application implements AutoCloseable {
  /** A {@code sql:} endpoint and every busy route hold one each. */
  private static final int CONNECTIONS = 8;

  /** How often the tables are looked at for what is due. */
  private static final String TICK_MILLIS = "500";

  /**
   * The HTTP client would try 429 and 503 again by itself, POST included, asleep in the thread:
   * what is tried again is decided by the tables alone.
   */
  static final Map<String, String> NO_HIDDEN_RETRIES =
      Map.of("camel.component.http.automaticRetriesDisabled", "true");

  /**
   * How long a stop waits for the steps at work. What is cut off is begun again from its table, and
   * who sends the signal (Docker: 10 s) does not wait for a provider either.
   */
  private static final String STOP_SECONDS = "5";

  private final RunLock lock;
  private final Database database;
  private final Main main;

  private Application(RunLock lock, Database database, Main main) {
    this.lock = lock;
    this.database = database;
    this.main = main;
  }

  /**
   * Starts everything and returns when routes and servers are up.
   *
   * @throws ai.organized.flywheel.failure.RefusedException when a port is taken or another run is
   *     at work on the store
   */
  public static Application start(Settings settings, Clock clock) {
    FreePort.require(settings.server().port(), "FLYWHEEL_PORT");
    FreePort.require(settings.server().managementPort(), "FLYWHEEL_MANAGEMENT_PORT");
    RunLock lock = RunLock.take(settings.places().data());
    Database database = Database.pooled(settings.places().store(), CONNECTIONS);
    DeadLeases.free(database.jdbi());
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure().withBasePackageScanEnabled(false);
    main.setOverrideProperties(properties(settings));
    Application application = new Application(lock, database, main);
    try {
      Wiring.bind(main, settings, database, clock);
      main.start();
      Gateway.mount(main.getCamelContext(), settings.openAi().timeout());
    } catch (Exception e) {
      application.close();
      throw new BrokenException("the routes did not start: " + rootMessage(e), e);
    }
    return application;
  }

  private static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.putAll(SettingsReader.camelProperties(settings.places().home()));
    properties.putAll(settings.placeholders());
    properties.putAll(NO_HIDDEN_RETRIES);
    properties.putAll(
        Map.of(
            "camel.main.name", "flywheel",
            "camel.main.routesIncludePattern",
                "file:" + settings.places().routes() + "/*.camel.yaml",
            "camel.server.enabled", "true",
            "camel.server.host", "127.0.0.1",
            "camel.server.port", String.valueOf(settings.server().port()),
            "camel.management.enabled", "true",
            "camel.management.host", "127.0.0.1",
            "camel.management.port", String.valueOf(settings.server().managementPort()),
            "camel.management.healthCheckEnabled", "true",
            "camel.management.healthPath", "/health"));
    properties.put("camel.main.shutdownTimeout", STOP_SECONDS);
    properties.put("places.experiments", settings.places().experimentInbox().toString());
    properties.put("places.gtm", settings.places().gtmInbox().toString());
    properties.put("camel.server.maxBodySize", String.valueOf(20 << 20));
    properties.put("tick-millis", TICK_MILLIS);
    properties.put("remote.timeout-millis", String.valueOf(settings.openAi().timeout().toMillis()));
    return properties;
  }

  private static String rootMessage(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : rootMessage(e.getCause());
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  @Override
  public void close() {
    main.stop();
    database.close();
    lock.close();
  }
}
