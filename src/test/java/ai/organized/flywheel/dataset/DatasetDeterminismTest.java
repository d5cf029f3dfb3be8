package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetDeterminismTest {
  private static final DatasetRules RULES =
      new DatasetRules(0.75, 50, 0.1, 10, 0.85, 1, 0.2, new Secret(""));

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  private static List<Example> examples(long seed) {
    RandomTexts texts = new RandomTexts(seed);
    List<Example> examples = new ArrayList<>(Examples.distinct(40, seed));
    for (int i = 0; i < 60; i++) {
      Example like = texts.oneOf(examples);
      String question = texts.upTo(2) == 0 ? like.question() : texts.text(9);
      String answer = texts.upTo(2) == 0 ? texts.nearCopy(like.answer()) : texts.text(20);
      // Same times and same scores, so that every tie has to be broken.
      examples.add(Examples.of(seed + " more " + i, i % 3, question, answer, 0.8));
    }
    return examples;
  }

  private Path written(String name, DatasetPlan plan) {
    Path place = folder.resolve(name);
    WriteDataset.write(place, 1, plan, Manifest.of(plan, 1, Optional.empty()), () -> {});
    return place;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameRowsInAnyOrderGiveTheSameBytesAndTheSameHash(long seed) throws IOException {
    List<Example> examples = examples(seed);
    DatasetPlan plan = Plans.next(RULES, examples, 0.75, List.of(), Set.of()).plan();
    DatasetPlan shuffled =
        Plans.next(RULES, Examples.shuffled(examples, seed), 0.75, List.of(), Set.of()).plan();

    assertThat(shuffled.hash()).isEqualTo(plan.hash()).matches("[0-9a-f]{64}");
    Path one = written("one", plan);
    Path other = written("other", shuffled);
    for (String file : List.of("v1.jsonl", "v1_eval.jsonl", "v1.manifest.json")) {
      assertThat(Files.readAllBytes(other.resolve(file)))
          .isEqualTo(Files.readAllBytes(one.resolve(file)));
    }
  }

  @Test
  void anotherPromptAnotherLineOrAnotherSideIsAnotherHash() {
    List<Example> examples = Examples.distinct(60, 1);
    Planned plan = Plans.first(examples);
    Planned otherSide = Plans.next(examples, List.of(plan.train().get(0)), Set.of());
    DatasetPlan prompted = Plans.of(Plans.RULES, Candidates.of(examples, 0.75), 0.75, "Other.");

    assertThat(
            List.of(
                plan.hash(),
                otherSide.hash(),
                prompted.hash(),
                Plans.first(Examples.distinct(61, 1)).hash()))
        .doesNotHaveDuplicates();
  }

  @Test
  void newLinesAreThoseToTrainOnThatAreNotKnown() {
    Planned plan = Plans.first(Examples.distinct(60, 1));
    Set<String> known = Set.copyOf(Examples.ids(plan.train().subList(0, 30)));

    assertThat(plan.newLines(known)).isEqualTo(20);
    assertThat(plan.newLines(Set.of())).isEqualTo(50);
  }
}
