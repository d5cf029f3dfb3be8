package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.train.Backend;
import ai.organized.flywheel.train.FineTunerContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class OllamaSshContractTest extends FineTunerContract {
  @TempDir Path room;
  private final HandTurnedClock clock = new HandTurnedClock();

  @Override
  protected Clock clock() {
    return clock;
  }

  @Override
  protected Backend open() {
    return new OllamaSshBackend(clock, room);
  }
}
