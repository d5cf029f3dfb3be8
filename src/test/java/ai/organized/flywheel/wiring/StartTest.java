package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a start goes well, and how it ends when it cannot. */
class StartTest {
  @TempDir Path data;

  private Settings settings(Map<String, String> environment) {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()))) {
      return RunningLoop.settings(data, sandbox, environment);
    }
  }

  @Test
  void aTakenPortEndsTheStartAndFreesTheStore() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertThatThrownBy(
              () -> Application.start(settings(Map.of("FLYWHEEL_PORT", port)), Clock.systemUTC()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("port " + port + " is taken")
          .hasMessageContaining("FLYWHEEL_PORT");
      assertThatThrownBy(
              () ->
                  Application.start(
                      settings(Map.of("FLYWHEEL_MANAGEMENT_PORT", port)), Clock.systemUTC()))
          .hasMessageContaining("FLYWHEEL_MANAGEMENT_PORT");
    }
    Application.start(settings(Map.of()), Clock.systemUTC()).close();
  }

  @Test
  void aSecondRunOnTheSameStoreIsRefusedNamingTheFirst() {
    try (Application first = Application.start(settings(Map.of()), Clock.systemUTC())) {
      assertThat(first.context().getStatus().isStarted()).isTrue();

      assertThatThrownBy(() -> Application.start(settings(Map.of()), Clock.systemUTC()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()))
          .hasMessageContaining("FLYWHEEL_DATA_DIR");
    }
  }

  @Test
  void bothServersListenOnLoopbackOnlyAndHealthAnswers() throws IOException {
    Settings settings = settings(Map.of());
    try (Application application = Application.start(settings, Clock.systemUTC())) {
      assertThat(application.context().getStatus().isStarted()).isTrue();
      int management = settings.server().managementPort();
      await().untilAsserted(() -> assertThat(health(management)).contains("200", "UP"));
      assertThat(listeningOn(settings.server().port())).containsOnly("127.0.0.1");
      assertThat(listeningOn(management)).containsOnly("127.0.0.1");
    }
  }

  private static String health(int port) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build(),
                HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  /** Addresses on which something listens at that port, as the Linux kernel tells. */
  private static List<String> listeningOn(int port) throws IOException {
    Path table = Path.of("/proc/net/tcp");
    assumeTrue(Files.exists(table), "only Linux tells who listens where in a file");
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(table));
    Path table6 = Path.of("/proc/net/tcp6");
    lines.addAll(Files.exists(table6) ? Files.readAllLines(table6) : List.of());
    return lines.stream()
        .map(l -> l.trim().split("\\s+"))
        .filter(f -> f.length > 3 && f[1].endsWith(suffix) && f[3].equals("0A"))
        .map(f -> isLoopback(f[1]) ? "127.0.0.1" : f[1])
        .distinct()
        .toList();
  }

  /** 127.0.0.1 in the byte order of the table, alone or mapped into IPv6. */
  private static boolean isLoopback(String address) {
    return address.startsWith("0100007F:") || address.contains("FFFF00000100007F:");
  }
}
