package ai.organized.flywheel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNamesTest {
  @TempDir Path folder;
  private ConfiguredClients configured;

  @BeforeEach
  void configure() {
    configured =
        new ConfiguredClients(folder)
            .with("hre", "{\"aliases\":[\"HRE\",\"hre-beauty\",\"HRE Beauty GmbH\"]}")
            .with("teleios", "{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hre",
        "HRE",
        "Hre",
        "hre-beauty",
        "HRE-BEAUTY",
        "hre beauty gmbh",
        "HRE Beauty GmbH"
      })
  void idsAndAliasesInAnyCaseAreTheClient(String name) {
    assertThat(configured.clients().names().resolve(name)).isEqualTo(new ClientId("hre"));
  }

  @Test
  void validIdThatNobodyConfiguredIsAClientOfItsOwn() {
    ClientNames names = configured.clients().names();

    assertThat(names.resolve("rtt")).isEqualTo(new ClientId("rtt"));
    assertThat(names.isConfigured(new ClientId("rtt"))).isFalse();
    assertThat(names.isConfigured(new ClientId("teleios"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RTT", "../hre", "hre/", "hre beauty", ""})
  void nameThatIsNeitherKnownNorAnIdIsRefused(String name) {
    ClientNames names = configured.clients().names();

    assertThatThrownBy(() -> names.resolve(name))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is no client id");
  }

  @Test
  void nameThatLooksLikeASecretIsNoClientOfItsOwn() {
    ClientNames names = configured.clients().names();
    String token = "pat-" + "na1-" + "0a1b2c3d-".repeat(3) + "0a1b2c3d4e";

    assertThatThrownBy(() -> names.resolve(token))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the client's name looks like a secret ([redacted:hubspot-token]); correct it");
    assertThatThrownBy(() -> names.resolve("EAA" + "Ab1".repeat(30)))
        .hasMessageContaining("client \"[redacted:meta-token]\" is no client id");
  }

  @Test
  void twoClientsThatClaimOneNameAreRefusedByNames() {
    configured.with("rtt", "{\"aliases\":[\"Hre-Beauty\"]}");

    assertThatThrownBy(() -> configured.clients().names())
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "clients hre and rtt both claim the name \"Hre-Beauty\"; remove it from one"
                + " config.json");
  }

  @Test
  void aliasThatIsAnotherClientsIdIsRefusedToo() {
    configured.with("rtt", "{\"aliases\":[\"TELEIOS\"]}");

    assertThatThrownBy(() -> configured.clients().names())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("both claim the name");
  }

  @Test
  void foldersThatAreNoClientsAreLeftAlone() throws IOException {
    Files.createDirectories(folder.resolve("Not A Client"));
    Files.writeString(folder.resolve("Not A Client").resolve("config.json"), "not json");
    Files.createDirectories(folder.resolve("empty-one"));

    assertThat(configured.clients().all())
        .extracting(config -> config.id().value())
        .containsExactly("hre", "teleios");
  }

  @Test
  void noFolderMeansNoClients() {
    assertThat(new Clients(folder.resolve("nowhere")).all()).isEmpty();
  }
}
