package ai.organized.flywheel.wiring;

import ai.organized.flywheel.fixtures.LeapingClock;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.storage.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/**
 * The application beside one who trains. What it waits for comes at once: the time until the next
 * step of a job is leapt over, and nobody is asked less often for it.
 */
final class LeapingLoop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final Set<String> ENDS = Set.of("active", "refused", "held", "failed");

  private static final String NEXT =
      "next_step from training_jobs where state not in ('done', 'failed')"
          + " and lease_owner is null";

  private final LeapingClock clock = new LeapingClock();
  private final OtherSide side;
  private final RunningLoop loop;
  private final Jdbi jdbi;

  /**
   * @param side ends with it
   */
  LeapingLoop(Path data, OtherSide side, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(side.environment());
    environment.put("FLYWHEEL_OPENAI_TIMEOUT_SECONDS", "2");
    environment.putAll(more);
    this.side = side;
    this.loop = RunningLoop.start(data, side.sandbox(), environment, clock);
    this.jdbi = Jdbi.create("jdbc:sqlite:" + loop.settings().places().store());
  }

  RunningLoop running() {
    return loop;
  }

  LeapingClock clock() {
    return clock;
  }

  /** Drops so many of the sample experiments that can be trained on. */
  void drop(int experiments) {
    Path config = loop.settings().places().clients().resolve("hre/config.json");
    write(config, CrashingLoop.config(side.track()));
    write(
        loop.settings().places().experimentInbox().resolve("good-" + experiments + ".json"),
        CrashingLoop.goodSamples(experiments));
  }

  private static void write(Path file, String text) {
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The version when it has ended, well or not. */
  ModelVersion awaitEnd() {
    Awaitility.await("the end")
        .atMost(PATIENCE)
        .until(leaping(() -> word("state from model_versions").filter(ENDS::contains).isPresent()));
    return loop.versions("hre").get(0);
  }

  void await(Callable<Boolean> wanted) {
    Awaitility.await().atMost(PATIENCE).until(leaping(wanted));
  }

  /** The first row of what is selected; empty: none. */
  Optional<String> word(String query) {
    return jdbi.withHandle(
        handle -> handle.createQuery("select " + query).mapTo(String.class).findFirst());
  }

  private Callable<Boolean> leaping(Callable<Boolean> wanted) {
    return () -> {
      long next = word(NEXT).map(Long::valueOf).orElse(0L);
      long wait = next - clock.millis();
      if (wait > 0) {
        clock.leap(Duration.ofMillis(wait));
      }
      return wanted.call();
    };
  }

  @Override
  public void close() {
    loop.close();
    side.close();
  }
}
