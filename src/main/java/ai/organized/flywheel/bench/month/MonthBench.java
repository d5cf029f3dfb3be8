package ai.organized.flywheel.bench.month;

import ai.organized.flywheel.audit.AuditEntry;
import ai.organized.flywheel.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plays the month, and looks whether the loop did in it what it should. */
public final class MonthBench {
  private MonthBench() {}

  /**
   * One thing that had to happen.
   *
   * @param what in words
   * @param found what did
   */
  public record Check(String what, boolean happened, String found) {}

  /** A line of the story. */
  public record Line(Instant at, String client, Integer version, String action, String detail) {}

  /**
   * @param seconds on the machine's clock
   * @param requests to the gateway
   */
  public record Result(
      int days, double seconds, int requests, List<Line> story, List<Check> checks) {
    public boolean asItShould() {
      return checks.stream().allMatch(Check::happened);
    }
  }

  public static Result run(Path home) throws IOException {
    long start = System.nanoTime();
    TurnedClock clock = new TurnedClock(Month.START);
    try (World world = World.start(home, clock)) {
      Quiet quiet = new Quiet(world);
      People people = new People(world.settings().server().port(), quiet::awaitAnswers);
      new Month(world, quiet, new Script(world, people)).pass();
      List<AuditEntry> log =
          new AuditLog(world.database().jdbi(), clock).read(Optional.empty(), Month.START);
      return new Result(
          Month.DAYS,
          (System.nanoTime() - start) / 1e9,
          people.asked(),
          Story.of(log),
          new Verify(world, people, log).checks());
    }
  }
}
