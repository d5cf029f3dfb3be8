package ai.organized.flywheel.wiring;

import ai.organized.flywheel.access.Exposure;
import ai.organized.flywheel.access.KeyFile;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.gateway.DataPath;
import ai.organized.flywheel.gateway.EventLoops;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.DeadLeases;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/** The running system: store, objects and routes on one Camel context. */
public final class Application implements AutoCloseable {
  /** A {@code sql:} endpoint and every busy route hold one each. */
  private static final int CONNECTIONS = 8;

  private static final String LOOPBACK = "127.0.0.1";

  /** How often the tables are looked at for what is due. */
  private static final int TICK_MILLIS = 250;

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

  /**
   * Clients whose sources are read at a time; the thread that looks for questions reads one more
   * itself, and looks no further meanwhile.
   */
  private static final int COLLECTIONS = 8;

  /** A server that is silent longer is gone; a call hangs up at its own deadline before. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);

  /** Each by a thread of its own. */
  private static final int SOURCES_OF_A_CLIENT = 6;

  private final RunLock lock;
  private final Database database;
  private final Main main;
  private DataPath gateway;
  private Optional<EventLoops> loops = Optional.empty();

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
    return start(settings, clock, TICK_MILLIS);
  }

  /**
   * @param tickMillis how often the tables are looked at, on the machine's own clock
   */
  public static Application start(Settings settings, Clock clock, int tickMillis) {
    Exposure.require(settings.server().host(), new KeyFile(settings.server().keysFile()));
    FreePort.require(settings.server().host(), settings.server().port(), "FLYWHEEL_PORT");
    FreePort.require(LOOPBACK, settings.server().managementPort(), "FLYWHEEL_MANAGEMENT_PORT");
    RunLock lock = RunLock.take(settings.places().data());
    Database database = Database.pooled(settings.places().store(), CONNECTIONS);
    DeadLeases.free(database.jdbi());
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure().withBasePackageScanEnabled(false);
    Properties properties = properties(settings);
    properties.put("tick-millis", String.valueOf(tickMillis));
    main.setOverrideProperties(properties);
    Application application = new Application(lock, database, main);
    try {
      Wiring.bind(main, settings, database, clock);
      BindAccess.mountFirst(main);
      main.start();
      application.gateway = Gateway.mount(main.getCamelContext(), settings.serve(), clock);
      BindAccess.mountDocument(main.getCamelContext(), settings.places().home());
      BindHealth.mount(main.getCamelContext(), application.gateway);
      application.loops = Gateway.useAllCores(main.getCamelContext(), settings);
    } catch (Exception e) {
      application.close();
      throw new BrokenException("the routes did not start: " + rootMessage(e), e);
    }
    return application;
  }

  private static Properties properties(Settings settings) {
    Properties properties = routeProperties(settings, "*");
    properties.putAll(
        Map.of(
            "camel.server.enabled", "true",
            "camel.server.host", settings.server().host(),
            "camel.server.port", String.valueOf(settings.server().port()),
            "camel.server.maxBodySize", String.valueOf(20 << 20),
            "camel.management.enabled", "true",
            "camel.management.host", LOOPBACK,
            "camel.management.port", String.valueOf(settings.server().managementPort())));
    properties.putAll(BindHealth.PROPERTIES);
    return properties;
  }

  /**
   * What the routes need to be loaded.
   *
   * @param routes names of their files, comma separated, or {@code *} for all
   */
  static Properties routeProperties(Settings settings, String routes) {
    Properties properties = new Properties();
    properties.putAll(SettingsReader.camelProperties(settings.places().home()));
    properties.putAll(settings.placeholders());
    properties.putAll(NO_HIDDEN_RETRIES);
    properties.putAll(threads("collections", COLLECTIONS));
    properties.putAll(threads("sources", (COLLECTIONS + 1) * SOURCES_OF_A_CLIENT));
    properties.put("camel.main.name", "flywheel");
    properties.put(
        "camel.main.routesIncludePattern",
        Stream.of(routes.split(",", -1))
            .map(name -> "file:" + settings.places().routes() + "/" + name + ".camel.yaml")
            .collect(Collectors.joining(",")));
    properties.put("camel.main.shutdownTimeout", STOP_SECONDS);
    properties.put("places.experiments", settings.places().experimentInbox().toString());
    properties.put("places.gtm", settings.places().gtmInbox().toString());
    properties.put("tick-millis", String.valueOf(TICK_MILLIS));
    properties.put("remote.timeout-millis", String.valueOf(LONGEST_SILENCE.toMillis()));
    return properties;
  }

  /** Threads of steps under this name: never a queue before them, but the caller's own thread. */
  private static Map<String, String> threads(String name, int most) {
    String pool = "camel.threadpool.config[" + name + "].";
    return Map.of(
        pool + "id", name,
        pool + "poolSize", "1",
        pool + "maxPoolSize", String.valueOf(most),
        pool + "maxQueueSize", "0",
        pool + "rejectedPolicy", "CallerRuns");
  }

  static String rootMessage(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : rootMessage(e.getCause());
  }

  /** Does now, and to its end, what a schedule would have a route do. */
  public void run(String route) {
    ProducerTemplate template = main.getCamelContext().createProducerTemplate();
    try {
      template.requestBody(route, "");
    } finally {
      template.stop();
    }
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  @Override
  public void close() {
    if (gateway != null) {
      gateway.close();
    }
    loops.ifPresent(EventLoops::close);
    main.stop();
    database.close();
    lock.close();
  }
}
