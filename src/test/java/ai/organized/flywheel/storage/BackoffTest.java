package ai.organized.flywheel.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    "0, 500, 1000",
    "1, 1000, 2000",
    "5, 16000, 32000",
    "9, 256000, 512000",
    "10, 300000, 600000",
    "150, 300000, 600000",
    "2147483647, 300000, 600000"
  })
  void waitDoublesUpToTenMinutesAndIsPartlyChance(int failures, long shortest, long longest) {
    for (int i = 0; i < 100; i++) {
      assertThat(Backoff.after(failures, Optional.empty()).toMillis()).isBetween(shortest, longest);
    }
  }

  @Test
  void waitThatTheOtherSideAsksForWinsUpToAnHour() {
    assertThat(Backoff.after(0, Optional.of(Duration.ofSeconds(90)))).hasSeconds(90);
    assertThat(Backoff.after(9, Optional.of(Duration.ZERO))).isZero();
    assertThat(Backoff.after(0, Optional.of(Duration.ofDays(3)))).hasHours(1);
  }
}
