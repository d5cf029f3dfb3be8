package ai.organized.flywheel.wiring;

import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.Lease;
import ai.organized.flywheel.storage.WholeFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/** The real application on a temporary folder, beside a sandbox that counts as outside. */
public final class RunningLoop implements AutoCloseable {
  public static final Path SAMPLES = Path.of("data/samples");

  private final Sandbox sandbox;
  private final Settings settings;
  private final Clock clock;
  private final HttpClient http = HttpClient.newHttpClient();
  private Application application;

  private RunningLoop(Sandbox sandbox, Settings settings, Clock clock) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.clock = clock;
  }

  /** Starts it with what the environment would say beside the usual. */
  public static RunningLoop start(Path data, Map<String, String> environment) {
    return start(data, sandbox -> environment);
  }

  /** Starts it with what the environment would say of servers that are in the sandbox. */
  public static RunningLoop start(Path data, Function<Sandbox, Map<String, String>> environment) {
    Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
    return start(data, sandbox, environment.apply(sandbox));
  }

  /** Starts it beside this sandbox, which ends with it. */
  public static RunningLoop start(Path data, Sandbox sandbox, Map<String, String> environment) {
    return start(data, sandbox, environment, Clock.systemUTC());
  }

  /** The same by another clock than the real one. */
  public static RunningLoop start(
      Path data, Sandbox sandbox, Map<String, String> environment, Clock clock) {
    RunningLoop loop = new RunningLoop(sandbox, settings(data, sandbox, environment), clock);
    loop.startApplication();
    return loop;
  }

  public static Settings settings(Path data, Sandbox sandbox, Map<String, String> environment) {
    return SettingsReader.read(
        Path.of("").toAbsolutePath(), new Properties(), environment(data, sandbox, environment));
  }

  public static Map<String, String> environment(
      Path data, Sandbox sandbox, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FLYWHEEL_DATA_DIR", data.toString());
    environment.put("FLYWHEEL_PORT", String.valueOf(FreePort.any()));
    environment.put("FLYWHEEL_MANAGEMENT_PORT", String.valueOf(FreePort.any()));
    environment.put("FLYWHEEL_POLL_SECONDS", "1");
    environment.put("FLYWHEEL_INBOX_MILLIS", "100");
    environment.put("FLYWHEEL_CYCLE_SETTLE_MILLIS", "300");
    environment.put("FLYWHEEL_CYCLE_COOL_DOWN_MINUTES", "0");
    environment.put("FLYWHEEL_OPENAI_TIMEOUT_SECONDS", "5");
    environment.put("OPENAI_BASE_URL", sandbox.openAiBase().toString());
    environment.put("OPENAI_API_KEY", SandboxOptions.DEFAULT_API_KEY);
    environment.put("SLACK_WEBHOOK_URL", sandbox.slackWebhook().toString());
    environment.put("FLYWHEEL_EGRESS_OUTSIDE_HOSTS", sandbox.openAiBase().getAuthority());
    environment.putAll(more);
    return environment;
  }

  public void startApplication() {
    application = Application.start(settings, clock);
  }

  public void stopApplication() {
    application.close();
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public Settings settings() {
    return settings;
  }

  public Application application() {
    return application;
  }

  /** Puts a client's sample config in place and drops its sample experiments. */
  public void dropSamples(String client) {
    copy(
        SAMPLES.resolve(client).resolve("config.json"),
        settings.places().clients().resolve(client).resolve("config.json"));
    try (var files = Files.list(SAMPLES.resolve(client))) {
      files.filter(f -> f.getFileName().toString().startsWith("experiments")).forEach(this::drop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops a client's sample container. */
  public void dropContainer(String client) {
    copy(
        SAMPLES.resolve(client).resolve("gtm-container.json"),
        settings.places().gtmInbox().resolve(client).resolve("gtm-container.json"));
  }

  /** Puts a client's sample config in place and drops these experiments. */
  public void dropSamples(String client, JsonNode experiments) {
    copy(
        SAMPLES.resolve(client).resolve("config.json"),
        settings.places().clients().resolve(client).resolve("config.json"));
    WholeFile.write(
        settings.places().experimentInbox().resolve("slice.json"),
        out -> out.write(Json.canonical(experiments)));
  }

  /** What the cycle answered last. */
  public Optional<String> lastAnswer(String client) {
    try (Database database = Database.open(settings.places().store())) {
      Lease reader = Lease.of("test", Duration.ofMinutes(1), Clock.systemUTC());
      return new OpenQuestions(database.jdbi(), "cycles", reader, Duration.ZERO)
          .lastAnswer(new ClientId(client));
    }
  }

  /** Asks whether the client's model is still good, and gives the answer. */
  public String askAgain(String client) {
    ClientId id = new ClientId(client);
    try (Database database = Database.open(settings.places().store())) {
      Lease asker = Lease.of("test", Duration.ofMinutes(1), Clock.systemUTC());
      OpenQuestions rechecks =
          new OpenQuestions(database.jdbi(), "evaluation_requests", asker, Duration.ZERO);
      rechecks.ask(List.of(id), "a test");
      return await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> rechecks.lastAnswer(id), Optional::isPresent)
          .orElseThrow();
    }
  }

  public JsonNode firstTrainingLine(String client) {
    Path file = settings.places().clients().resolve(client).resolve("v1.jsonl");
    try {
      return Json.parse(Files.readAllLines(file).get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops a file into the experiment inbox. */
  public void drop(Path file) {
    copy(file, settings.places().experimentInbox().resolve(file.getFileName()));
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<ModelVersion> versions(String client) {
    try (Database database = Database.open(settings.places().store())) {
      return new ModelRegistry(
              database.jdbi(), new Clients(settings.places().clients()), Clock.systemUTC())
          .versions(new ClientId(client));
    }
  }

  public HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + settings.server().port() + path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (application != null) {
      application.close();
    }
    sandbox.close();
  }
}
