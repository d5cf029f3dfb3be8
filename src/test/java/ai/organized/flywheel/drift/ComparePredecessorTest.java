package ai.organized.flywheel.drift;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.drift.Alarm.Standing;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparePredecessorTest {
  private static final Change FELL = new Change(Signal.ACCEPTANCE, 0.5, 0.45, 40, "it fell");

  private static Standing before(int many, IntFunction<Double> said) {
    Live live = new Live(List.of(), IntStream.range(0, many).mapToObj(said).toList());
    return ComparePredecessor.on(FELL, Optional.of(live));
  }

  @Test
  void aMeanThatIsHigherByLuckIsNotBetter() {
    assertThat(before(40, i -> i % 2 == 0 ? 1.0 : 0.0))
        .isEqualTo(
            new Standing.NotShown(
                "the version before is not shown to be better (acceptance 0.50 of 40 answers)"));
  }

  @Test
  void aMeanThatLuckDoesNotExplainIs() {
    assertThat(before(40, i -> i % 2 == 0 ? 0.8 : 0.6))
        .isEqualTo(new Standing.Better("acceptance 0.70 of 40 answers"));
  }

  @Test
  void ofFewNothingIsKnownHoweverGoodTheyWere() {
    assertThat(before(29, i -> 1.0))
        .isEqualTo(
            new Standing.NotShown(
                "too little is known of the version before (29 answers that something was said"
                    + " of)"));
  }
}
