package ai.organized.flywheel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnNetworkTest {
  private static final List<String> OWN =
      List.of("100.64.0.0/10", "fd00::/8", "192.168.7.9", "fe80::7", "Mac-Studio", "gpu.lan");

  @TempDir Path noClients;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:11434",
        "http://127.8.9.10",
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://[::1]:11434",
        "http://[0:0:0:0:0:0:0:1]",
        "http://[::ffff:127.0.0.1]",
        "http://100.64.0.1",
        "http://100.127.255.255",
        "http://[fd12:3456::1]",
        "http://192.168.7.9:1",
        "http://[fe80::7]",
        "http://mac-studio:11434",
        "http://GPU.lan"
      })
  void loopbackAndListedHostsAreOwn(String uri) {
    assertThat(new OwnNetwork(OWN, List.of()).contains(URI.create(uri))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com",
        "http://8.8.8.8",
        "http://100.63.255.255",
        "http://100.128.0.0",
        "http://100.064.0.1",
        "http://192.168.7.10",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "http://[::]",
        "http://[fc00::1]",
        "http://[2001:db8::1]",
        "http://[::ffff:8.8.8.8]",
        "http://gpu.lan.evil.example",
        "http://evil-gpu.lan",
        "http://gpu.lan.",
        "http://localhost.",
        "http://localhost.evil.example",
        "http://mac-studio.evil.example"
      })
  void everythingElseIsNotOwn(String uri) {
    assertThat(new OwnNetwork(OWN, List.of()).contains(URI.create(uri))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "trainer.lan:22, ssh://trainer.lan, false",
    "trainer.lan:22, ssh://trainer.lan:22, false",
    "trainer.lan:22, ssh://trainer.lan:2222, true",
    "trainer.lan:22, http://trainer.lan:11434, true",
    "trainer.lan:80, ssh://trainer.lan, true",
    "trainer.lan, ssh://trainer.lan:2222, false"
  })
  void portOfSshIsMeantWhenAnAddressNamesNone(String outside, String uri, boolean own) {
    OwnNetwork network = new OwnNetwork(List.of("trainer.lan"), List.of(outside));

    assertThat(network.contains(URI.create(uri))).isEqualTo(own);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1.example.com",
        "http://127.0.0.1.nip.io",
        "http://2130706433",
        "http://0x7f.1",
        "http://0x7f000001",
        "http://127.1",
        "http://0177.0.0.1",
        "http://127.0.0.1@evil.example",
        "http://127.0.0.1:80@evil.example",
        "http://localhost%00.evil.example",
        "http://evil.example#@127.0.0.1",
        "http://evil.example?@127.0.0.1",
        "http://evil.example/@127.0.0.1",
        "http://[::ffff:7f00:1].evil.example"
      })
  void whatOnlyLooksLikeLoopbackIsNotSentTo(String text) {
    EgressGuard guard =
        new EgressGuard(new Clients(noClients), new OwnNetwork(List.of(), List.of()));

    assertThatThrownBy(() -> guard.check(new ClientId("teleios"), URI.create(text)))
        .isInstanceOfAny(RefusedException.class, IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:4000,  http://127.0.0.1:4000/v1",
    "127.0.0.1:4000,  http://localhost:4000",
    "localhost:4000,  http://127.0.0.1:4000",
    "localhost:4000,  http://[::1]:4000",
    "[::1]:4000,      http://[0:0:0:0:0:0:0:1]:4000",
    "[::1]:4000,      http://[::ffff:127.0.0.1]:4000",
    "GPU.lan,         http://gpu.lan:1234",
    "gpu.lan:443,     https://gpu.lan/v1",
    "gpu.lan:80,      http://gpu.lan/v1",
    "100.64.0.9,      http://100.64.0.9:11434",
    "fd00::9,         http://[fd00:0::9]:1"
  })
  void outsideHostWinsHoweverItIsWritten(String outside, String uri) {
    assertThat(new OwnNetwork(OWN, List.of(outside)).contains(URI.create(uri))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:4000, http://127.0.0.1:4001",
    "gpu.lan:443,    http://gpu.lan/v1",
    "gpu.lan:443,    https://mac-studio"
  })
  void otherPortsAndHostsStayOwn(String outside, String uri) {
    assertThat(new OwnNetwork(OWN, List.of(outside)).contains(URI.create(uri))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"100.64.0.0/33", "10.0.0/8", "gpu.lan/8", "/", "::1/200"})
  void rangeThatCannotBeReadIsRefused(String range) {
    assertThatThrownBy(() -> new OwnNetwork(List.of(range), List.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "flywheel.egress.own-hosts: \""
                + range
                + "\" is no address range such as 100.64.0.0/10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://gpu.lan:4000", "gpu.lan/v1", "gpu.lan:x", "gpu lan", "a@b:1", ":4000"})
  void outsideHostThatCouldNeverMatchIsRefused(String host) {
    assertThatThrownBy(() -> new OwnNetwork(List.of(), List.of(host)))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "flywheel.egress.outside-hosts: \""
                + host
                + "\" is no host or host:port, such as 127.0.0.1:4000");
  }
}
