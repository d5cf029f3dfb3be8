package ai.organized.flywheel.vectors.chroma;

import ai.organized.flywheel.fixtures.NpmPackage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real Chroma server, as npm brings it: version 3.0.14 of its client with version 1.0.5 of the
 * native part, the newest that runs with glibc 2.34. Installed once below {@code target/}.
 */
final class RealChroma {
  private static final String SKIPS = "no contract with a real Chroma server";
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
    String program = "node_modules/.bin/chroma";
    Path home = NpmPackage.installOrSkip("chroma", SKIPS, PACKAGE, program);
    int port = freePort();
    Path log = folder.resolve("chroma.log");
    Process process =
        new ProcessBuilder(
                home.resolve(program).toString(),
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
      NpmPackage.skip(
          SKIPS, "the Chroma server that npm installed does not start: " + NpmPackage.tail(log));
    }
    return chroma;
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
