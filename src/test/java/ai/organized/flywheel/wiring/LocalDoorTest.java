package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.access.ChangeKeys;
import ai.organized.flywheel.access.KeyFile;
import ai.organized.flywheel.access.Role;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.wiring.RawRequest.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without keys: this machine alone, and no page of another site that is open in its browser. */
class LocalDoorTest {
  @TempDir static Path data;
  @TempDir Path other;
  private static RunningLoop loop;

  @BeforeAll
  static void start() {
    loop = RunningLoop.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  private static Reply send(String path, String headers) throws IOException {
    int port = loop.settings().server().port();
    return new RawRequest("GET " + path + " HTTP/1.1", "Connection: close\r\n" + headers, "")
        .send(port, "");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, , 200",
    "127.0.0.1:8787, , 200",
    "[::1]:8787, , 200",
    "evil.example, , 403",
    "evil.example:8787, , 403",
    "localhost.evil.example, , 403",
    "127.0.0.1.evil.example, , 403",
    "192.168.0.7, , 403",
    "localhost, http://localhost, 200",
    "localhost, https://evil.example, 403",
    "localhost, http://localhost:3000, 403",
    "localhost, null, 403",
    "localhost, http://localhost.evil.example, 403",
  })
  void onlyThisMachineAndItsOwnPagesAreAnswered(String host, String origin, int status)
      throws IOException {
    String headers =
        "Host: " + host + "\r\n" + (origin == null ? "" : "Origin: " + origin + "\r\n");

    Reply reply = send("/openapi.yaml", headers);

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(send("/v1/experiments", headers).status()).isIn(status == 200 ? 405 : 403, 404);
  }

  @Test
  void aBrowserIsToldOfNoSiteThatMayReadTheAnswer() throws IOException {
    assertThat(
            send("/openapi.yaml", "Host: localhost\r\n").text().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("access-control-allow");
  }

  @Test
  void anotherAddressThanLoopbackIsRefusedUntilThereIsAKey() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()))) {
      Settings settings = RunningLoop.settings(other, sandbox, Map.of("FLYWHEEL_HOST", "0.0.0.0"));

      assertThatThrownBy(() -> Application.start(settings, Clock.systemUTC()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("flywheel keys add")
          .hasMessageContaining("flywheel.host");
      assertThat(Files.exists(settings.places().store())).isFalse();

      try (Database database = Database.open(settings.places().store())) {
        Clock clock = Clock.systemUTC();
        AuditLog audit = new AuditLog(database.jdbi(), clock);
        new ChangeKeys(new KeyFile(settings.server().keysFile()), database.jdbi(), audit, clock)
            .add("a test", "ops", Role.OPERATOR, Optional.empty(), OptionalInt.empty());
      }
      try (Application application = Application.start(settings, Clock.systemUTC())) {
        assertThat(application.context().getStatus().isStarted()).isTrue();
        int management = settings.server().managementPort();
        RawRequest ready = new RawRequest("GET /ready HTTP/1.1", "Connection: close\r\n", "");
        assertThat(ready.send(management, "Host: localhost\r\n").status()).isEqualTo(200);
        assertThat(
                new RawRequest("GET /openapi.yaml HTTP/1.1", "Connection: close\r\n", "")
                    .send(settings.server().port(), "Host: localhost\r\n")
                    .status())
            .isEqualTo(401);
      }
    }
  }
}
