package ai.organized.flywheel.train.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.RunProgram;
import ai.organized.flywheel.fixtures.RunningAgent;
import ai.organized.flywheel.fixtures.TrainerRoom;
import ai.organized.flywheel.remote.Deadline;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerAgentTest {
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
  void keyOfAnAgentSignsIn() throws IOException {
    try (RunningAgent agent = RunningAgent.start()) {
      agent.add(room.keyFile(), Map.of());
      Files.delete(room.keyFile());

      connect(new TrainerKey(Optional.empty(), Optional.of(agent.socket()))).close();
    }
  }

  @Test
  void agentHelpsWhenTheFileHasAPassphrase() throws IOException {
    try (RunningAgent agent = RunningAgent.start()) {
      agent.add(room.keyFile(), Map.of());
      lock(room.keyFile());
      assertRefused(
          new TrainerKey(Optional.of(room.keyFile()), Optional.empty()),
          "the key file "
              + room.keyFile()
              + " has a passphrase, and no agent is there to ask; type: ssh-add "
              + room.keyFile());

      connect(new TrainerKey(Optional.of(room.keyFile()), Optional.of(agent.socket()))).close();
    }
  }

  @Test
  void agentWithoutAKeyAndAgentThatIsGoneAreToldApart() throws IOException {
    Path socket;
    try (RunningAgent agent = RunningAgent.start()) {
      socket = agent.socket();
      assertRefused(
          new TrainerKey(Optional.empty(), Optional.of(socket)),
          "the SSH agent at " + socket + " has no key; give it one with: ssh-add FILE");
    }
    assertRefused(
        new TrainerKey(Optional.empty(), Optional.of(socket)),
        "the SSH agent at " + socket + " does not answer; see whether it runs with: ssh-add -l");
    assertThat(room.server().connections()).isZero();
  }

  @Test
  void keysOfAnAgentThatTheTrainerDoesNotTakeAreRefused() throws IOException {
    try (RunningAgent agent = RunningAgent.start()) {
      agent.add(room.keyFile(), Map.of());
      room.server().refuseKey(true);

      assertThatThrownBy(
              () -> connect(new TrainerKey(Optional.empty(), Optional.of(agent.socket()))))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("does not take any key of the agent at " + agent.socket());
    }
  }

  @Test
  void agentThatNeverAnswersIsLeftInTime() throws IOException {
    Path place = Files.createTempDirectory("mute");
    Path socket = place.resolve("socket");
    try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      mute.bind(UnixDomainSocketAddress.of(socket));
      long begun = System.nanoTime();

      assertRefused(
          new TrainerKey(Optional.empty(), Optional.of(socket)),
          "the SSH agent at " + socket + " does not answer; see whether it runs with: ssh-add -l");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(place);
    }
  }

  /** Gives the key a passphrase, as ssh-keygen does. */
  private static void lock(Path key) throws IOException {
    RunProgram.run("ssh-keygen", "-q", "-p", "-P", "", "-N", "two words", "-f", key.toString());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  private TrainerConnection connect(TrainerKey key) {
    return room.host(key).connect(TrainerRoom.CLIENT, Deadline.in(Duration.ofSeconds(20)));
  }

  private void assertRefused(TrainerKey key, String message) {
    assertThatThrownBy(() -> connect(key)).isInstanceOf(RefusedException.class).hasMessage(message);
  }
}
