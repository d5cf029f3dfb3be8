package ai.organized.flywheel.vectors.chroma;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Chroma server, as npm brings it: version 3.0.14 of its client with version 1.0.5 of the
 * native part, the newest that runs with glibc 2.34. Installed once below {@code target/}.
 */
final class RealChroma {
  private static final Path HOME = Path.of("target", "chroma").toAbsolutePath();
  private static final Duration INSTALL = Duration.ofMinutes(3);
  private static final Duration START = Duration.ofSeconds(20);

  private static final String PACKAGE =
      """
      {"private": true,
       "dependencies": {"chromadb": "3.0.14"},
       "overrides": {"chromadb-js-bindings-linux-x64-gnu": "1.0.5"}}
      """;

  private final Process process;
  private final URI base;

  private RealChroma(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  URI base() {
    return base;
  }

  /**
   * Starts one on a free port of loopback; where that cannot be, the test is skipped and says why.
   *
   * @param folder for its rows and its log, used by nothing else
   */
  static RealChroma startOrSkip(Path folder) throws IOException, InterruptedException {
    requireTool("node");
    requireTool("npm");
    Path program = HOME.resolve("node_modules/.bin/chroma");
    install(program);
    int port = freePort();
    Path log = folder.resolve("chroma.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "run",
                "--path",
                folder.resolve("rows").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    RealChroma chroma = new RealChroma(process, URI.create("http://127.0.0.1:" + port));
    Awaitility.await().atMost(START).until(() -> chroma.answers() || !process.isAlive());
    if (!process.isAlive()) {
      skip("the Chroma server that npm installed does not start: " + tail(log));
    }
    return chroma;
  }

  private static void requireTool(String name) throws IOException, InterruptedException {
    Optional<Process> started = start(List.of(name, "--version"), Path.of("."));
    boolean works =
        started.isPresent()
            && started.get().waitFor(30, TimeUnit.SECONDS)
            && started.get().exitValue() == 0;
    if (!works) {
      skip(name + " is not installed");
    }
  }

  /** One at a time: several test runs may share the folder. */
  private static void install(Path program) throws IOException, InterruptedException {
    Files.createDirectories(HOME);
    try (FileChannel channel =
            FileChannel.open(
                HOME.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock one = channel.lock()) {
      Path done = HOME.resolve("installed");
      if (one.isValid() && Files.exists(program) && Files.exists(done)) {
        return;
      }
      Files.writeString(HOME.resolve("package.json"), PACKAGE);
      Process npm =
          start(List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"), HOME)
              .orElseThrow();
      if (!npm.waitFor(INSTALL.toSeconds(), TimeUnit.SECONDS)) {
        npm.descendants().forEach(ProcessHandle::destroy);
        npm.destroy();
        skip("npm install of chromadb took longer than " + INSTALL.toMinutes() + " minutes");
      }
      if (npm.exitValue() != 0) {
        skip("npm install of chromadb failed: " + tail(HOME.resolve("npm.log")));
      }
      Files.writeString(done, "");
    }
  }

  private static Optional<Process> start(List<String> command, Path folder) throws IOException {
    Files.createDirectories(HOME);
    try {
      return Optional.of(
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(HOME.resolve("npm.log").toFile())
              .start());
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  private static void skip(String why) {
    String message = "SKIPPED: no contract with a real Chroma server, because " + why;
    System.err.println(message); // surefire shows a skipped test without its reason
    Assumptions.abort(message);
  }

  private static String tail(Path log) throws IOException {
    String text = Files.readString(log).strip();
    return text.substring(Math.max(0, text.length() - 300));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      HttpRequest heartbeat =
          HttpRequest.newBuilder(URI.create(base + "/api/v2/heartbeat")).build();
      return HttpClient.newHttpClient().send(heartbeat, BodyHandlers.ofString()).statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Its own process and no other; what it keeps is deleted with the folder. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
