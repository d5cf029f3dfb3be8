package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TooManyDuplicatesTest {
  /** A hundred examples, so many of which repeat the answer of the best one. */
  private static List<Example> withCopies(int copies) {
    List<Example> examples = new ArrayList<>(Examples.distinct(100 - copies, 3));
    Example best = Examples.of("best", 500, "what now", "Publish the workspace again", 0.99);
    examples.set(0, best);
    for (int i = 0; i < copies; i++) {
      examples.add(Examples.of("copy " + i, i, "q " + i, "publish, the workspace again", 0.8));
    }
    return examples;
  }

  @Test
  void fortyOfAHundredMayGo() {
    assertThat(Plans.first(withCopies(40)).duplicates()).hasSize(40);
  }

  @Test
  void oneMoreHaltsTheBuildAndTheMessageSaysWhatToLookAt() {
    List<Example> examples = withCopies(41);

    assertThatThrownBy(() -> Plans.first(examples))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("too_many_duplicates"))
        .hasMessageContaining("41 of 100 examples of client acme")
        .hasMessageContaining(examples.get(0).id())
        .hasMessageContaining("flywheel.dataset.max-dropped-share");
  }

  @Test
  void theSameRowsAreNotTooManyOnASecondBuild() {
    List<Example> examples = withCopies(40);
    Planned first = Plans.first(examples);

    Planned second =
        Plans.next(
            Plans.RULES, examples, 0.75, first.holdout(), Set.copyOf(Examples.ids(first.train())));

    assertThat(second.hash()).isEqualTo(first.hash());
  }

  @Test
  void linesBelowTheThresholdAreNotCounted() {
    List<Example> examples = new ArrayList<>(withCopies(41));
    for (int i = 0; i < 200; i++) {
      examples.add(Examples.of("bad " + i, i, "bad q " + i, "bad answer " + i, 0.2));
    }

    assertThatThrownBy(() -> Plans.first(examples)).isInstanceOf(RefusedException.class);
  }

  @Test
  void thePersonWhoKnowsBetterCanRaiseTheShare() {
    DatasetRules looser = new DatasetRules(0.75, 50, 0.1, 10, 0.85, 0.41, 0.2, new Secret(""));

    Planned plan = Plans.next(looser, withCopies(41), 0.75, List.of(), Set.of());

    assertThat(plan.duplicates()).hasSize(41);
  }

  @Test
  void noExamplesAreNotTooManyDuplicates() {
    assertThat(Plans.first(List.of()).train()).isEmpty();
  }
}
