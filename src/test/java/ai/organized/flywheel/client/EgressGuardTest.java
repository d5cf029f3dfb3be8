package ai.organized.flywheel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressGuardTest {
  private static final ClientId OPEN = new ClientId("hre");
  private static final ClientId CLOSED = new ClientId("teleios");
  private static final ClientId UNKNOWN = new ClientId("nobody");
  private static final URI CLOUD = URI.create("https://api.openai.com/v1/files");
  private static final URI LOOPBACK = URI.create("http://127.0.0.1:11434/api/chat");

  @TempDir Path folder;
  private ConfiguredClients configured;
  private EgressGuard guard;

  @BeforeEach
  void configure() {
    configured =
        new ConfiguredClients(folder)
            .with("hre", "{\"data_egress_allowed\":true}")
            .with("teleios", "{\"data_egress_allowed\":false}");
    guard =
        new EgressGuard(
            configured.clients(),
            new OwnNetwork(List.of("100.64.0.0/10"), List.of("127.0.0.1:4000")));
  }

  @Test
  void dataOfAClientThatAllowsItMayGoAnywhere() {
    allowed(OPEN, CLOUD);
    allowed(OPEN, LOOPBACK);
  }

  @Test
  void dataOfAClientThatDoesNotStaysInTheOwnNetwork() {
    allowed(CLOSED, LOOPBACK);
    allowed(CLOSED, URI.create("http://100.101.102.103:11434"));
    refused(CLOSED, CLOUD);
  }

  @Test
  void outsideHostWinsOverItsLocalAddress() {
    refused(CLOSED, URI.create("http://127.0.0.1:4000/v1"));
    refused(CLOSED, URI.create("http://localhost:4000/v1"));
    allowed(OPEN, URI.create("http://127.0.0.1:4000/v1"));
  }

  @Test
  void clientWithoutAConfigStaysInTheOwnNetwork() {
    refused(UNKNOWN, CLOUD);
    allowed(UNKNOWN, LOOPBACK);
  }

  @Test
  void callThatNamesNoClientOrNoAddressIsNotSent() {
    refused(null, CLOUD);
    refused(null, LOOPBACK);
    refused(OPEN, null);
    refused(OPEN, URI.create("/v1/files"));
    refused(OPEN, URI.create("mailto:someone@example.com"));
  }

  @Test
  void configThatCannotBeUnderstoodLetsNothingLeave() {
    configured.with("hre", "{\"data_egress_allowed\":\"yes\"}");

    assertThatThrownBy(() -> guard.check(OPEN, CLOUD)).isInstanceOf(RefusedException.class);
  }

  @Test
  void flagThatIsTurnedOffStopsTheVeryNextCall() {
    allowed(OPEN, CLOUD);
    configured.with("hre", "{\"data_egress_allowed\":false}");
    refused(OPEN, CLOUD);
  }

  @Test
  void refusalSaysWhoseDataWhereToAndWhatToChange() {
    assertThatThrownBy(() -> guard.check(CLOSED, URI.create("https://API.openai.com/v1?key=x")))
        .hasMessage(
            "data of client teleios may not leave for api.openai.com: its config does not say"
                + " data_egress_allowed: true and the host is not listed under"
                + " flywheel.egress.own-hosts");
  }

  private void allowed(ClientId client, URI destination) {
    assertThatCode(() -> guard.check(client, destination)).doesNotThrowAnyException();
  }

  private void refused(ClientId client, URI destination) {
    assertThatThrownBy(() -> guard.check(client, destination))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.httpStatus()).isEqualTo(403);
              assertThat(refused.code()).isEqualTo("egress_refused");
            });
  }
}
