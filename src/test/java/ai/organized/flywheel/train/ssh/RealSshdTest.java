package ai.organized.flywheel.train.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.fixtures.RealSshd;
import ai.organized.flywheel.fixtures.RunProgram;
import ai.organized.flywheel.fixtures.RunningAgent;
import ai.organized.flywheel.fixtures.TrainerRoom;
import ai.organized.flywheel.remote.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against OpenSSH; skipped, with the reason, where no sshd starts. */
class RealSshdTest {
  @TempDir Path folder;
  private RealSshd sshd;

  @BeforeEach
  void start() throws IOException {
    sshd = RealSshd.start(folder);
  }

  @AfterEach
  void close() {
    if (sshd != null) {
      sshd.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
  void keysOfEveryTypeSignIn(String type) throws IOException {
    try (TrainerConnection line = connect(keyFile(type), sshd.scan("ed25519,rsa"))) {
      assertThat(line.run(List.of("pwd"), soon()).out().strip())
          .isEqualTo(sshd.home().toRealPath().toString());
    }
  }

  @Test
  void keyOfAnAgentSignsIn() throws IOException {
    try (RunningAgent agent = RunningAgent.start()) {
      agent.add(sshd.keyFile("rsa"), Map.of());
      agent.add(sshd.keyFile("ed25519"), Map.of());

      connect(new TrainerKey(Optional.empty(), Optional.of(agent.socket())), sshd.scan("rsa"))
          .close();
    }
  }

  @Test
  void hostIsKnownByHashedNamesAndByWhicheverOfItsKeysStandsThere() throws IOException {
    Path hashed = sshd.scan("rsa");
    RunProgram.run("ssh-keygen", "-q", "-H", "-f", hashed.toString());
    assertThat(hashed).content().startsWith("|1|");

    connect(keyFile("ed25519"), hashed).close();
  }

  @Test
  void otherKeysOfTheHostAreRefused() throws IOException {
    Path wrong = folder.resolve("wrong");
    String other = Files.readString(Path.of(sshd.keyFile("ed25519") + ".pub"));
    Files.writeString(wrong, "[127.0.0.1]:" + sshd.port() + " " + other);

    assertThatThrownBy(() -> connect(keyFile("ed25519"), wrong))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("host_key_changed"));
    assertThatThrownBy(() -> connect(keyFile("ed25519"), folder.resolve("none")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("host_key_unknown"));
  }

  @Test
  void keyThatIsNotAuthorisedIsRefused() throws IOException {
    Path hosts = sshd.scan("ed25519");
    Files.writeString(folder.resolve("authorized_keys"), "");

    assertThatThrownBy(() -> connect(keyFile("ed25519"), hosts))
        .isInstanceOfSatisfying(
            RefusedException.class, refusal -> assertThat(refusal.code()).isEqualTo("trainer_key"));
  }

  @Test
  void filesComeAndGo() throws IOException {
    Path sent = folder.resolve("v1.jsonl");
    Files.writeString(sent, "{\"messages\":[]}\n".repeat(100_000));
    try (TrainerConnection line = connect(keyFile("ed25519"), sshd.scan("ed25519"))) {
      TrainerFiles files = line.files();
      files.upload(sent, "flywheel/a b/train.jsonl", soon());
      files.upload("old".getBytes(UTF_8), "flywheel/status.json", soon());
      files.upload("new".getBytes(UTF_8), "flywheel/status.json", soon());

      assertThat(sshd.home().resolve("flywheel/a b/train.jsonl")).hasSameBinaryContentAs(sent);
      assertThat(files.read("flywheel/status.json", 100, soon())).contains("new");
      assertThat(files.list("flywheel", soon())).containsExactly("a b", "status.json");
      assertThat(files.size("flywheel/none", soon())).isEmpty();
      assertThat(line.run(List.of("find", ".", "-perm", "/077"), soon()).out()).isEqualTo(".\n");
    }
  }

  @Test
  void linesComeWhileTheCommandRuns() throws IOException {
    List<String> lines = new ArrayList<>();
    try (TrainerConnection line = connect(keyFile("ed25519"), sshd.scan("ed25519"))) {
      line.run(
          List.of("sh", "-c", "echo one; while ! [ -e more ]; do sleep 0.1; done; echo two >&2"),
          soon(),
          text -> {
            lines.add(text);
            line.files().upload(new byte[0], "more", soon());
          });
    }
    assertThat(lines).containsExactly("one", "two");
  }

  @Test
  void commandEndsWithItsCodeItsSignalOrAtItsDeadline() throws IOException {
    try (TrainerConnection line = connect(keyFile("ed25519"), sshd.scan("ed25519"))) {
      assertThat(line.run(List.of("od", "-c"), soon()).out()).isEqualTo("0000000\n");
      assertThat(line.run(List.of("no-such-tool"), soon()).isNotThere()).isTrue();
      assertThat(line.run(List.of("sh", "-c", "kill -KILL $$"), soon()).exitCode()).isEqualTo(137);

      assertThatThrownBy(() -> line.run(List.of("sleep", "10"), Deadline.in(Duration.ofSeconds(2))))
          .isInstanceOf(UnavailableException.class);
      // It understood; only a command that its settings force on us, as here, gets no signal.
      await().until(() -> sshd.log().contains("refusing to send signal TERM"));
      assertThat(line.run(List.of("echo", "still"), soon()).out()).isEqualTo("still\n");
    }
  }

  @Test
  void detachedCommandOutlivesTheLineThatBreaks() throws IOException {
    Path beat = sshd.home().resolve("beat");
    Path stop = sshd.home().resolve("stop");
    String loop = "until [ -e stop ]; do date > beat; sleep 0.1; done; touch stopped";
    try (TrainerConnection line = connect(keyFile("ed25519"), sshd.scan("ed25519"))) {
      line.run(
          List.of("sh", "-c", "nohup sh -c \"$1\" >log 2>&1 </dev/null &", "sh", loop), soon());
      assertThatThrownBy(
              () ->
                  line.run(
                      List.of("sh", "-c", "echo; echo begun; sleep 10"),
                      soon(),
                      text -> sshd.dropSessions()))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("broke off");
    }
    try {
      await().until(() -> Files.exists(beat));
      Files.delete(beat);
      await().until(() -> Files.exists(beat));
    } finally {
      Files.writeString(stop, "");
      await().until(() -> Files.exists(sshd.home().resolve("stopped")));
    }
  }

  private TrainerKey keyFile(String type) {
    return new TrainerKey(Optional.of(sshd.keyFile(type)), Optional.empty());
  }

  private TrainerConnection connect(TrainerKey key, Path knownHosts) {
    EgressGuard guard =
        new EgressGuard(
            new Clients(folder.resolve("clients")), new OwnNetwork(List.of(), List.of()));
    return new TrainerHost(TrainerAddress.parse(sshd.address()), key, knownHosts, guard)
        .connect(TrainerRoom.CLIENT, soon());
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }
}
