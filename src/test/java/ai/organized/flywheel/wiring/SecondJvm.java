package ai.organized.flywheel.wiring;

import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.cli.Flywheel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code flywheel run} in a JVM of its own, which dies and is started again as often as wanted. */
final class SecondJvm implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> options;
  private final Map<String, String> environment;
  private final Path folder;
  private final Path log;

  /** A build that is broken off must leave nothing running. */
  private final Thread lastAct = new Thread(this::destroy);

  private Process process;

  /**
   * @param options of the JVM, among them the class path
   * @param environment beside that of this JVM
   * @param folder for its temporary files, and for {@code run.log}: what all lives said
   */
  SecondJvm(List<String> options, Map<String, String> environment, Path folder) {
    this.options = options;
    this.environment = environment;
    this.folder = folder;
    this.log = folder.resolve("run.log");
    Runtime.getRuntime().addShutdownHook(lastAct);
  }

  void start() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("-Djava.io.tmpdir=" + folder); // whoever is killed leaves its libraries there
    command.add("-Dflywheel.home=" + Path.of("").toAbsolutePath());
    command.addAll(options);
    command.addAll(List.of(Flywheel.class.getName(), "run"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitRunning() {
    await()
        .atMost(PATIENCE)
        .failFast(this::requireAlive)
        .until(() -> said().contains("Flywheel is running"));
  }

  /**
   * @throws IllegalStateException with what it said when it has died by itself
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("exit code " + process.exitValue() + "\n" + said());
    }
  }

  /** SIGKILL: nothing in it gets another instruction. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(PATIENCE);
  }

  /** SIGTERM, and its end within the time. */
  void stop(Duration patience) {
    process.destroy();
    awaitEnd(patience);
  }

  private void awaitEnd(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("did not end within " + patience + "\n" + said());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String said() {
    return CrashingLoop.text(log);
  }

  private void destroy() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    destroy();
    Runtime.getRuntime().removeShutdownHook(lastAct);
  }
}
