package ai.organized.flywheel.drift;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MissedNightTest extends Watching {
  private boolean isMissed() {
    return watch.missed().isMissed();
  }

  @Test
  void whereNothingAnswersNothingIsMissed() {
    assertThat(isMissed()).isFalse();
  }

  @Test
  void aModelThatWasNeverCheckedIsChecked() {
    promote(1, SOUND);

    assertThat(isMissed()).isTrue();
  }

  @Test
  void onceADayIsEnough() {
    promote(1, SOUND);
    watch.golden().ask(ACME);
    clock.turn(Duration.ofHours(23));
    assertThat(isMissed()).isFalse();

    clock.turn(Duration.ofHours(2));

    assertThat(isMissed()).isTrue();
  }

  @Test
  void aProviderThatWasAskedForItsDatesIsEnoughToo() {
    promoteModel(1, "ft:silent");
    watch.read().read();

    assertThat(isMissed()).isFalse();
  }
}
