package ai.organized.flywheel.demo;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.TemporaryFolder;
import ai.organized.flywheel.wiring.Application;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A running demo: sandbox and loop on free ports and a fresh folder. */
public final class Demo implements AutoCloseable {
  private static final List<String> CLIENTS = List.of("hre", "teleios", "rtt");
  private static final Duration TRAINING = Duration.ofSeconds(3);
  private static final Map<String, String> QUICK =
      Map.of("FLYWHEEL_INBOX_MILLIS", "300", "FLYWHEEL_CYCLE_SETTLE_MILLIS", "500");

  private final Path samples;
  private final boolean temporary;
  private final Settings settings;
  private final Sandbox sandbox;
  private final OwnHardware ownHardware;
  private final Application application;

  private Demo(
      Path samples,
      boolean temporary,
      Settings settings,
      Sandbox sandbox,
      OwnHardware ownHardware,
      Application application) {
    this.samples = samples;
    this.temporary = temporary;
    this.settings = settings;
    this.sandbox = sandbox;
    this.ownHardware = ownHardware;
    this.application = application;
  }

  /**
   * @param home the installation, for its routes and samples
   * @param data an empty or new folder that is kept, or null for a temporary one
   */
  public static Demo start(Path home, Path data) throws IOException {
    refuseUsed(data);
    Path folder =
        data != null
            ? Files.createDirectories(data.toAbsolutePath())
            : Files.createTempDirectory("flywheel-demo");
    Clock clock = Clock.systemUTC();
    Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(clock).withTrainingTime(TRAINING));
    Path samples = home.resolve("data/samples");
    OwnHardware ownHardware = OwnHardware.start(folder.resolve("own-hardware"), clock);
    Map<String, String> environment = new HashMap<>(QUICK);
    environment.putAll(ownHardware.environment());
    environment.putAll(SampleAccounts.serve(samples, folder, sandbox, clock));
    Settings settings = SandboxSettings.of(home, folder, sandbox, environment);
    configureClients(samples, settings);
    Application application = Application.start(settings, clock);
    return new Demo(samples, data == null, settings, sandbox, ownHardware, application);
  }

  private static void refuseUsed(Path data) throws IOException {
    if (data == null || !Files.exists(data)) {
      return;
    }
    try (Stream<Path> files = Files.list(data)) {
      if (files.findAny().isPresent()) {
        throw new RefusedException(
            "folder_used", data + " is not empty; name a new folder with --data");
      }
    }
  }

  private static void configureClients(Path samples, Settings settings) throws IOException {
    for (String client : CLIENTS) {
      Path folder = Files.createDirectories(settings.places().clients().resolve(client));
      Files.copy(samples.resolve(client).resolve("config.json"), folder.resolve("config.json"));
    }
  }

  /** Drops the samples into the inbox, as a user would. */
  public void drop() throws IOException {
    for (String client : CLIENTS) {
      drop(client);
    }
  }

  /** Drops one client's samples. */
  public void drop(String client) throws IOException {
    try (Stream<Path> files = Files.list(samples.resolve(client))) {
      // The container before the experiments: gtm… sorts after experiments…
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        drop(client, file);
      }
    }
  }

  private void drop(String client, Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.startsWith("gtm")) {
      Path inbox = Files.createDirectories(settings.places().gtmInbox().resolve(client));
      Files.copy(file, inbox.resolve(name));
    } else if (name.startsWith("experiments")) {
      Path inbox = Files.createDirectories(settings.places().experimentInbox());
      Files.copy(file, inbox.resolve(client + "-" + name));
    }
  }

  public Transcript transcript(PrintWriter out) {
    return new Transcript(this, out);
  }

  public Settings settings() {
    return settings;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  @Override
  public void close() {
    application.close();
    ownHardware.close();
    sandbox.close();
    if (temporary) {
      new TemporaryFolder(settings.places().data()).close();
    }
  }
}
