package ai.organized.flywheel.cli;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 1 answers, version 2 is held. */
class FineTuneChallengeTest {
  @TempDir Path folder;
  private FlywheelProcess command;

  @BeforeEach
  void twoVersions() throws IOException {
    command = FlywheelProcess.in(folder).with("-Dflywheel.home=" + Path.of("").toAbsolutePath());
    Files.createDirectories(command.data());
    try (TemporaryStore store = new TemporaryStore(command.data())) {
      store.configure(ACME, "{\"aliases\":[\"shop\"]}");
      store.plannedVersion(ACME, 1);
      store.plannedVersion(ACME, 2);
      store
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "update model_versions set model_id = 'ft:' || version,"
                          + " state = case version when 1 then 'active' else 'held' end"));
    }
  }

  private Outcome challenge(String... more) {
    String[] all = new String[4 + more.length];
    System.arraycopy(new String[] {"fine-tune", "challenge", "--client", "shop"}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return command.run(all);
  }

  @Test
  void aVersionIsTriedOutAndEndedAndTheStatusShowsIt() {
    Outcome begun = challenge("--version", "2", "--percent", "12.5");
    assertThat(begun.err()).isEmpty();
    assertThat(begun.out())
        .contains(
            "acme tries out v2, 12.5 % of the conversations", "challenge --client acme --end");

    assertThat(command.run("fine-tune", "status").out())
        .containsPattern("tries out +v2, 12.5 % of the conversations, since 20");
    String json = command.run("fine-tune", "status", "--json").out();
    assertThat(Json.parse(json).at("/acme/0/challenger/percent").asDouble()).isEqualTo(12.5);
    assertThat(Json.parse(json).at("/acme/1").has("challenger")).isFalse();

    assertThat(challenge("--version", "2", "--shadow").out()).contains("v2, in shadow");
    assertThat(challenge("--end").out()).contains("acme tries out v2 no more");
    assertThat(challenge("--end").out()).contains("acme tries out no version");
    assertThat(command.run("fine-tune", "status").out()).doesNotContain("tries out");
  }

  @Test
  void whatCannotBeIsSaidWithItsExitCode() {
    assertThat(challenge("--version", "2", "--percent", "51").err()).contains("0 to 50 percent");
    assertThat(challenge("--version", "2", "--percent", "0.001").exitCode()).isEqualTo(1);
    assertThat(challenge("--version", "1", "--shadow").err()).contains("is active");
    assertThat(challenge("--version", "2").exitCode()).isEqualTo(2);
    assertThat(challenge("--shadow").exitCode()).isEqualTo(2);
    assertThat(challenge("--version", "2", "--end").exitCode()).isEqualTo(2);
    assertThat(challenge("--version", "2", "--shadow", "--percent", "5").exitCode()).isEqualTo(2);
  }
}
