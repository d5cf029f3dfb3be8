package ai.organized.flywheel.train.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.TrainerRoom;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.sandbox.http.FaultyServer;
import ai.organized.flywheel.sandbox.trainer.ClientKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerHostTest {
  @TempDir Path folder;
  private TrainerRoom room;

  @BeforeEach
  void open() {
    room = TrainerRoom.open(folder);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void hostThatNobodyKnowsIsRefusedWithWhatToType() throws IOException {
    Files.delete(room.knownHosts());

    assertThatThrownBy(() -> connect(room.host()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not in " + room.knownHosts())
        .hasMessageContaining("ssh-ed25519 SHA256:")
        .hasMessageEndingWith(
            "ssh-keyscan -p " + room.server().port() + " 127.0.0.1 >> " + room.knownHosts());
    assertThat(room.knownHosts()).doesNotExist();
  }

  @Test
  void keyOfAnotherPortOfTheHostIsNotItsKey() throws IOException {
    String line = room.server().knownHostsLine();
    Files.writeString(room.knownHosts(), line.replaceAll("^\\[127.0.0.1\\]:\\d+", "127.0.0.1"));

    assertRefused(room.host(), "host_key_unknown");
  }

  @Test
  void changedHostKeyIsRefusedWithBothItsReasons() {
    room.server().changeHostKey();

    assertThatThrownBy(() -> connect(room.host()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("set up anew, or something else answers in its place")
        .hasMessageContaining("ssh-keygen -R '[127.0.0.1]:" + room.server().port() + "'");
  }

  @Test
  void revokedHostKeyIsRefused() throws IOException {
    Files.writeString(room.knownHosts(), "@revoked " + room.server().knownHostsLine());

    assertRefused(room.host(), "host_key_revoked");
  }

  @Test
  void linesThatNobodyCanReadDoNotSpoilTheOthers() throws IOException {
    Files.writeString(
        room.knownHosts(),
        "# mine\n\n|1|broken\nother ssh-ed25519 AAAA#\n@cert-authority * ssh-rsa AAAA\n"
            + room.server().knownHostsLine()
            + " of the studio # 2\n");

    connect(room.host()).close();
  }

  @Test
  void keyThatTheTrainerDoesNotTakeIsNamed() {
    room.server().refuseKey(true);

    assertThatThrownBy(() -> connect(room.host()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("does not take the key file " + room.keyFile())
        .hasMessageContaining(".ssh/authorized_keys of trainer");
  }

  @Test
  void anotherUsersKeyIsRefused() {
    Path other = folder.resolve("other");
    ClientKeyFile.create(other);

    assertRefused(room.host(new TrainerKey(Optional.of(other), Optional.empty())), "trainer_key");
  }

  @Test
  void keyFileHasToBeThereAndItsOwnersOnly() throws IOException {
    TrainerHost none =
        room.host(new TrainerKey(Optional.of(folder.resolve("no")), Optional.empty()));
    assertThatThrownBy(() -> connect(none))
        .isInstanceOf(RefusedException.class)
        .hasMessageEndingWith("ssh-keygen -t ed25519 -f " + folder.resolve("no"));

    Files.setPosixFilePermissions(room.keyFile(), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> connect(room.host()))
        .isInstanceOf(RefusedException.class)
        .hasMessageEndingWith("type: chmod 600 " + room.keyFile());
    assertThat(room.server().connections()).isZero();
  }

  @Test
  void withoutAKeyAndWithoutAnAgentNothingIsTried() {
    TrainerKey none = TrainerKey.of(Optional.empty(), Map.of());

    assertThat(none.missing()).hasValueSatisfying(what -> assertThat(what).contains("key-file"));
    assertRefused(room.host(none), "trainer_key");
    assertThat(room.server().connections()).isZero();
  }

  @Test
  void guardIsAskedBeforeAnyByteIsSent() {
    TrainerHost outside =
        new TrainerHost(
            room.host().address(),
            room.host().key(),
            room.knownHosts(),
            new EgressGuard(
                new Clients(folder.resolve("clients")),
                new OwnNetwork(List.of(), List.of("127.0.0.1:" + room.server().port()))));

    assertRefused(outside, "egress_refused");
    assertThat(room.server().connections()).isZero();
    assertThat(room.server().bytesReceived()).isZero();

    connect(room.host()).close();
    assertThat(room.server().connections()).isOne();
    assertThat(room.server().bytesReceived()).isPositive();
  }

  @Test
  void trainerThatIsSwitchedOffIsTriedAgainLater() {
    room.server().refuseConnections(true);

    assertThatThrownBy(() -> connect(room.host()))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("nothing listens there");

    room.server().refuseConnections(false);
    connect(room.host()).close();
  }

  @Test
  void hostThatTakesTheCallAndSaysNothingIsLeftInTime() {
    try (FaultyServer silent = FaultyServer.start()) {
      int port = silent.at(FaultyServer.Fault.SILENT).getPort();
      TrainerHost host =
          new TrainerHost(
              new TrainerAddress("trainer", "127.0.0.1", port),
              room.host().key(),
              room.knownHosts(),
              room.guard());
      long begun = System.nanoTime();

      assertThatThrownBy(() -> host.connect(TrainerRoom.CLIENT, Deadline.in(Duration.ofSeconds(2))))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("connecting to the trainer trainer@127.0.0.1:" + port);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void hostThatSpeaksNoSshIsNotTheTrainer() {
    try (FaultyServer web = FaultyServer.start()) {
      TrainerHost host =
          new TrainerHost(
              new TrainerAddress("trainer", "127.0.0.1", web.at(FaultyServer.Fault.HTML).getPort()),
              room.host().key(),
              room.knownHosts(),
              room.guard());

      assertThatThrownBy(() -> connect(host)).isInstanceOf(UnavailableException.class);
    }
  }

  @Test
  void nameWithoutAnAddressIsSaid() {
    TrainerHost host =
        new TrainerHost(
            new TrainerAddress("trainer", "nowhere.invalid", 22),
            room.host().key(),
            room.knownHosts(),
            new EgressGuard(
                new Clients(folder.resolve("clients")),
                new OwnNetwork(List.of("nowhere.invalid"), List.of())));

    assertThatThrownBy(() -> connect(host))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("looking up the trainer nowhere.invalid gave no address");
  }

  private void assertRefused(TrainerHost host, String code) {
    assertThatThrownBy(() -> connect(host))
        .isInstanceOfSatisfying(
            RefusedException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private static TrainerConnection connect(TrainerHost host) {
    return host.connect(TrainerRoom.CLIENT, Deadline.in(Duration.ofSeconds(20)));
  }
}
