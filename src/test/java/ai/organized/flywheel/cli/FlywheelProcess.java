package ai.organized.flywheel.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line in a JVM of its own, on the class path of the tests and a data folder. */
public final class FlywheelProcess {
  private final Path folder;
  private final List<String> jvmOptions = new ArrayList<>();
  private final Map<String, String> environment;

  private FlywheelProcess(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** In {@code folder/data}; output is kept in {@code folder}. */
  public static FlywheelProcess in(Path folder) {
    return new FlywheelProcess(folder, Map.of());
  }

  public FlywheelProcess with(String... options) {
    jvmOptions.addAll(List.of(options));
    return this;
  }

  public FlywheelProcess environment(Map<String, String> more) {
    FlywheelProcess copy = new FlywheelProcess(folder, more);
    copy.jvmOptions.addAll(jvmOptions);
    return copy;
  }

  public Path data() {
    return folder.resolve("data");
  }

  /** What it printed, and its exit code. */
  public record Outcome(int exitCode, String out, String err) {}

  public Outcome run(String... arguments) {
    try {
      Process process = start(arguments);
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running after 120 s: " + List.of(arguments));
      }
      return new Outcome(
          process.exitValue(), Files.readString(out()), Files.readString(folder.resolve("err")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("ai.organized.flywheel.cli.Flywheel");
    command.addAll(List.of(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out().toFile())
            .redirectError(new File(folder.toFile(), "err"));
    process.environment().keySet().removeIf(name -> !name.equals("PATH"));
    process.environment().put("FLYWHEEL_DATA_DIR", data().toString());
    process.environment().putAll(environment);
    return process.start();
  }

  private Path out() {
    return folder.resolve("out");
  }
}
