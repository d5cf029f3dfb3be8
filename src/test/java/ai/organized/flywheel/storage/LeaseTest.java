package ai.organized.flywheel.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private final MovableClock clock = new MovableClock();

  @TempDir Path folder;

  @Test
  void leaseNamesItsProcessAndRunsFromNow() {
    Lease lease = Lease.of("jobs", Duration.ofMinutes(10), clock);

    assertThat(lease.owner()).matches(ProcessHandle.current().pid() + "@\\d+/jobs");
    assertThat(lease.until() - lease.now()).isEqualTo(600_000);
    clock.move(Duration.ofSeconds(1));
    assertThat(lease.now()).isEqualTo(Instant.parse("2026-04-07T22:00:01Z").toEpochMilli());
  }

  @Test
  void processThatLivesIsNotDead() {
    assertThat(Lease.isDead(Lease.of("jobs", Duration.ofMinutes(1), clock).owner())).isFalse();
  }

  @Test
  void processThatEndedIsDead() throws Exception {
    assertThat(Lease.isDead(ownerThatEnded())).isTrue();
  }

  @Test
  void processIdThatWasGivenToAnotherProcessIsDead() {
    assertThat(Lease.isDead(ProcessHandle.current().pid() + "@1234567890123/jobs")).isTrue();
  }

  @Test
  void onlyTheLeasesOfDeadProcessesAreFreed() throws Exception {
    String dead = ownerThatEnded();
    String live = Lease.of("cycles", Duration.ofMinutes(10), clock).owner();
    try (Database database = Database.open(folder.resolve("flywheel.sqlite"))) {
      database
          .jdbi()
          .useHandle(
              handle -> {
                String question =
                    "insert into cycles (client_id, asked_at, lease_owner, lease_until) values (?, 1, ?, 9)";
                handle.execute(question, "hre", dead);
                handle.execute(question, "teleios", live);
                handle.execute(
                    "insert into notifications (id, client_id, kind, text, created_at, next_try,"
                        + " lease_owner, lease_until) values ('1', 'hre', 'k', 't', 1, 1, ?, 9)",
                    dead);
              });

      DeadLeases.free(database.jdbi());

      List<String> free =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery(
                              "select client_id from cycles where lease_owner is null and"
                                  + " lease_until is null union all select 'message' from"
                                  + " notifications where lease_owner is null")
                          .mapTo(String.class)
                          .list());
      assertThat(free).containsExactly("hre", "message");
    }
  }

  /** What a real process, now gone, would have written. */
  private static String ownerThatEnded() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.pid() + "@" + start + "/jobs";
  }
}
