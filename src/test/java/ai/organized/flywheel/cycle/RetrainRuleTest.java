package ai.organized.flywheel.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.cycle.RetrainRule.Answer;
import ai.organized.flywheel.cycle.RetrainRule.Facts;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.CycleRules;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrainRuleTest {
  private final RetrainRule rule =
      new RetrainRule(
          new DatasetRules(0.75, 50, 0.1, 10, 0.85, 0.4, 0.2, new Secret("")),
          new CycleRules(20, Duration.ZERO, "0 0 2 ? * MON", Duration.ZERO, 5));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # lines | new | any dataset | container replaced | known hash | train | because
          0 | 0 | false | false | false | false | awaiting 50 examples
          49 | 49 | false | false | false | false | awaiting 1 examples
          50 | 50 | false | false | false | true | the gate is reached and there is no version yet
          500 | 500 | false | false | false | true | the gate is reached and there is no version yet
          70 | 0 | true | false | false | false | 0 new lines of 20 that ask for a version
          70 | 19 | true | false | false | false | 19 new lines of 20 that ask for a version
          70 | 20 | true | false | false | true | 20 new lines
          90 | 40 | true | false | false | true | 40 new lines
          50 | 0 | true | true | false | true | the container was replaced
          70 | 20 | true | true | false | true | the container was replaced
          49 | 20 | true | true | false | false | awaiting 1 examples
          70 | 20 | true | true | true | false | nothing new: these lines were a dataset already
          70 | 20 | true | false | true | false | nothing new: these lines were a dataset already
          49 | 0 | true | false | true | false | awaiting 1 examples
          """)
  void theDecisionTable(
      int lines,
      int newLines,
      boolean hasDataset,
      boolean containerReplaced,
      boolean knownHash,
      boolean train,
      String because) {
    Facts facts =
        new Facts(lines, newLines, hasDataset, containerReplaced, knownHash, Optional.empty());

    assertThat(rule.answer(facts)).isEqualTo(new Answer(train, because));
  }

  @Test
  void gateAndDeltaAreThoseOfTheSettings() {
    RetrainRule other =
        new RetrainRule(
            new DatasetRules(0.75, 10, 0.1, 2, 0.85, 0.4, 0.2, new Secret("")),
            new CycleRules(1, Duration.ZERO, "0 0 2 ? * MON", Duration.ZERO, 5));

    assertThat(other.answer(new Facts(10, 10, false, false, false, Optional.empty())).train())
        .isTrue();
    assertThat(other.answer(new Facts(11, 1, true, false, false, Optional.empty())).train())
        .isTrue();
    assertThat(other.answer(new Facts(9, 9, false, false, false, Optional.empty())).train())
        .isFalse();
  }

  @Test
  void aModelThatStopsIsAReasonAlthoughNothingIsNew() {
    Facts facts = new Facts(70, 0, true, false, true, Optional.of("its model stops"));

    assertThat(rule.answer(facts)).isEqualTo(new Answer(true, "its model stops"));
    assertThat(rule.answer(new Facts(49, 0, true, false, true, Optional.of("it stops"))).train())
        .isFalse();
  }
}
