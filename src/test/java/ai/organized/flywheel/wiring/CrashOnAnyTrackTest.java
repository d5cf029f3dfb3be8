package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever trains, it is done once however often the process dies between two states. */
class CrashOnAnyTrackTest {
  private static final Map<String, String> BASELINE = Map.of("FLYWHEEL_EVALUATE_BASELINE", "true");

  @TempDir static Path shared;
  private static ArchivedClasses classes;

  @TempDir Path folder;

  @BeforeAll
  static void archiveClasses() {
    classes = ArchivedClasses.in(shared);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"openai", "together", "mlx", "ollama"})
  void killedAfterAnyStateItGoesOnFromThere(String provider) {
    OtherSide side = new OtherSide(provider, folder);
    try (CrashingLoop loop = new CrashingLoop(folder, classes, side, BASELINE)) {
      loop.makeStore();
      // A brake: each state stays for some tenths of a second, and most deaths fall into the
      // transaction that would have ended it.
      loop.change(
          "create trigger brake before update of state on training_jobs when old.state <> new.state"
              + " begin select count(*) from experiments, experiments, experiments, (select 1 from"
              + " experiments limit 30); end");
      loop.dropGoodSamples(CrashingLoop.EXPERIMENTS);
      List<String> seen = new ArrayList<>();
      do {
        loop.jvm().start();
      } while (killAtTheNextState(loop, seen));

      assertThat(seen)
          .containsExactly(
              "planned, training",
              "uploading, training",
              "uploaded, training",
              "creating, training",
              "running, training",
              "evaluating, evaluating",
              "done, active");
      loop.requireOneModelVersion();
      side.requireOneJob();
    }
  }

  /** False when there is no new one: the walk is over, and the process lives. */
  private static boolean killAtTheNextState(CrashingLoop loop, List<String> seen) {
    Optional<String> next =
        loop.patiently()
            .until(
                () -> loop.state().filter(state -> !seen.contains(state)),
                state -> state.isPresent() || loop.isOver());
    next.ifPresent(
        state -> {
          loop.killAndSleep();
          seen.add(state);
        });
    return next.isPresent();
  }

  @Test
  void killedWhileTheTrainerTrainsItFindsWhatWasTrainedMeanwhile() {
    OtherSide side = new OtherSide("mlx", folder);
    try (CrashingLoop loop = new CrashingLoop(folder, classes, side, BASELINE)) {
      loop.makeStore();
      loop.dropGoodSamples(CrashingLoop.EXPERIMENTS);
      side.trainer().hold(11);
      loop.jvm().start();
      loop.patiently().until(() -> loop.lastEvent().contains("iteration 10/"));
      loop.killAndSleep();
      assertThat(side.trainer().status(1)).contains("\"running\"");

      loop.jvm().start();
      loop.patiently().until(() -> loop.number("select count(*) from training_events") > 0);
      loop.killAndSleep();
      side.trainer().letGo();
      Awaitility.await()
          .atMost(CrashingLoop.PATIENCE)
          .until(() -> side.trainer().status(1).contains("\"succeeded\""));

      loop.jvm().start();
      loop.patiently().until(loop::isOver);

      assertThat(loop.state()).contains("done, active");
      loop.requireOneModelVersion();
      side.requireOneJob();
    }
  }
}
