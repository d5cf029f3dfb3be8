package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.cli.FlywheelProcess;
import ai.organized.flywheel.failure.RefusedException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path folder;

  @Test
  void secondTakeInOneProcessIsRefused() {
    Path data = folder.resolve("data");
    try (RunLock first = RunLock.take(data)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> RunLock.take(data))
          .isInstanceOf(RefusedException.class)
          .hasMessage(
              "a run is at work on "
                  + data
                  + " (process "
                  + ProcessHandle.current().pid()
                  + "); stop it first, or name another folder with FLYWHEEL_DATA_DIR");
    }
  }

  @Test
  void secondRunOnOneStoreIsRefusedNamingTheProcessOfTheFirst() {
    FlywheelProcess second =
        FlywheelProcess.in(folder)
            .environment(
                Map.of(
                    "FLYWHEEL_PORT", String.valueOf(FreePort.any()),
                    "FLYWHEEL_MANAGEMENT_PORT", String.valueOf(FreePort.any())));
    try (RunLock first = RunLock.take(second.data())) {
      assertThat(first).isNotNull();

      FlywheelProcess.Outcome outcome = second.run("run");

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("a run is at work on " + second.data())
          .contains("(process " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void lockThatWasLetGoCanBeTakenAndOtherFoldersAreFree() {
    RunLock.take(folder).close();

    assertThatCode(() -> RunLock.take(folder).close()).doesNotThrowAnyException();
    try (RunLock one = RunLock.take(folder.resolve("one"));
        RunLock other = RunLock.take(folder.resolve("other"))) {
      assertThat(one).isNotEqualTo(other);
    }
  }
}
