package ai.organized.flywheel.bench.month;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.bench.month.MonthBench.Check;
import ai.organized.flywheel.bench.month.MonthBench.Line;
import ai.organized.flywheel.bench.month.MonthBench.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thirty days of the loop: what should happen does, and the audit log tells it in order. */
@Tag("month")
class MonthBenchTest {
  @Test
  void theLoopPromotesHoldsRefusesRollsBackAndMigratesAsItShould() throws Exception {
    Result month = MonthBench.run(Path.of("").toAbsolutePath());

    assertThat(month.checks()).as(month.story().toString()).allMatch(Check::happened);
    assertThat(month.story()).extracting(Line::at).isSorted();
    assertThat(month.story())
        .extracting(Line::action)
        .contains("promoted", "held", "refused", "rolled back", "migrating", "warned", "retired");
  }
}
