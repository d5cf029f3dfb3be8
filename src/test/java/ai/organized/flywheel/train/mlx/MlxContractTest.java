package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.train.Backend;
import ai.organized.flywheel.train.FineTunerContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class MlxContractTest extends FineTunerContract {
  @TempDir Path room;

  @Override
  protected Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  protected Backend open() {
    return new MlxBackend(room);
  }
}
