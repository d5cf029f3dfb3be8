package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.train.Backend;
import ai.organized.flywheel.train.FineTunerContract;
import java.time.Clock;

class OllamaApiContractTest extends FineTunerContract {
  private final HandTurnedClock clock = new HandTurnedClock();

  @Override
  protected Clock clock() {
    return clock;
  }

  @Override
  protected Backend open() {
    return new OllamaApiBackend(clock);
  }
}
