package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoreThresholdTest {
  private final List<Example> twenty = Examples.distinct(20, 1);

  private Example scored(double score) {
    Example last = twenty.get(19);
    return new Example(
        last.id(),
        last.question(),
        last.answer(),
        score,
        last.timestamp(),
        last.runId(),
        last.sources(),
        last.accountState(),
        Example.Past.NEW);
  }

  private Set<String> planned(double score, double threshold) {
    List<Example> examples = new ArrayList<>(twenty.subList(0, 19));
    examples.add(scored(score));
    Planned plan = Plans.first(examples, threshold);
    return Set.copyOf(
        Stream.concat(plan.train().stream(), plan.holdout().stream()).map(Example::id).toList());
  }

  @Test
  void anExampleAtTheThresholdCounts() {
    assertThat(planned(0.75, 0.75)).contains(twenty.get(19).id()).hasSize(20);
  }

  @Test
  void anExampleJustBelowTheThresholdDoesNot() {
    assertThat(planned(0.7499, 0.75)).doesNotContain(twenty.get(19).id()).hasSize(19);
  }

  @Test
  void theThresholdIsThatOfTheClientAndNotTheGeneralOne() {
    assertThat(planned(0.5, 0.5)).contains(twenty.get(19).id());
    assertThat(planned(0.89, 0.9)).doesNotContain(twenty.get(19).id());
  }

  @Test
  void howManyWereLookedAtIsTold() {
    assertThat(Plans.first(twenty, 0.76).considered()).isEqualTo(19);
    assertThat(Plans.first(twenty, 0.76).threshold()).isEqualTo(0.76);
  }
}
