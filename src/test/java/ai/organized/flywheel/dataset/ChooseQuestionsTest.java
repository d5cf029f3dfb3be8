package ai.organized.flywheel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChooseQuestionsTest {
  /** Wants many new questions. */
  private static final DatasetRules HALF_ARE_ASKED =
      new DatasetRules(0.75, 50, 0.5, 10, 0.85, 1, 0.2, new Secret(""));

  private static Planned next(List<Example> examples, Planned before) {
    return Plans.next(
        Plans.RULES, examples, 0.75, before.holdout(), new HashSet<>(Examples.ids(before.train())));
  }

  private static List<Example> plus(List<Example> examples, Example more) {
    List<Example> all = new ArrayList<>(examples);
    all.add(more);
    return all;
  }

  private static Example better(String name, Example like, String question, String answer) {
    return Examples.of(name, 9_000, question, answer, Math.min(1, like.score() + 0.2));
  }

  @ParameterizedTest
  @CsvSource({"20, 10", "60, 10", "100, 10", "109, 10", "110, 11", "500, 50"})
  void atLeastTenAndATenthAreAsked(int examples, int questions) {
    Planned plan = Plans.first(Examples.distinct(examples, 5));

    assertThat(plan.holdout()).hasSize(questions);
    assertThat(plan.train()).hasSize(examples - questions);
  }

  @Test
  void sixtyUniqueExamplesReachTheGateOfFiftyLines() {
    assertThat(Plans.first(Examples.distinct(60, 5)).train()).hasSize(50);
  }

  @Test
  void theLowestHashesOfTheIdsAreAsked() {
    List<Example> examples = Examples.distinct(60, 5);

    assertThat(Examples.ids(Plans.first(examples).holdout()))
        .containsExactlyInAnyOrderElementsOf(
            Examples.ids(examples).stream()
                .sorted(Comparator.comparing(Sha256::hex))
                .limit(10)
                .toList());
  }

  /** An autoresearch run tries many solutions of one problem. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void oneProblemWithManySolutionsDoesNotBecomeTheHoldout(long seed) {
    RandomTexts texts = new RandomTexts(1_000 + seed);
    List<Example> examples = new ArrayList<>(Examples.distinct(150, seed));
    String problem = texts.text(9);
    for (int i = 0; i < 150; i++) {
      examples.add(Examples.of(seed + " many " + i, i, problem, texts.text(20), 0.9));
    }

    Planned plan = Plans.first(examples);

    assertThat(plan.holdout()).hasSize(30);
    assertThat(plan.train()).hasSize(270);
  }

  @Test
  void groupsThatAreAllTooLargeAreAskedRatherThanNothing() {
    RandomTexts texts = new RandomTexts(1);
    List<Example> examples = new ArrayList<>();
    for (int problem = 0; problem < 4; problem++) {
      String question = texts.text(9);
      for (int i = 0; i < 20; i++) {
        examples.add(Examples.of(problem + "/" + i, i, question, texts.text(20), 0.9));
      }
    }

    Planned plan = Plans.first(examples);

    assertThat(plan.holdout()).hasSize(20);
    assertThat(plan.train()).hasSize(60);
  }

  @Test
  void theHoldoutGrowsFromNewExamplesOnly() {
    Planned first = Plans.first(Examples.distinct(100, 5));
    Planned second = next(Examples.distinct(160, 5), first);

    assertThat(second.holdout()).hasSize(16).containsAll(first.holdout());
    assertThat(second.train()).containsAll(first.train());
  }

  @Test
  void aBetterAnswerToAQuestionIsKeptAwayAndTheQuestionStays() {
    List<Example> examples = Examples.distinct(100, 5);
    Planned first = Plans.first(examples);
    Example question = first.holdout().get(3);
    Example rival = better("rival", question, "another question", question.answer() + ".");

    Planned second = next(plus(examples, rival), first);

    assertThat(second.holdout()).isEqualTo(first.holdout());
    assertThat(second.train()).doesNotContain(rival);
    assertThat(second.quarantined())
        .containsExactly(new Planned.Quarantined(rival, question.id(), Why.ANSWER_LIKE_ANSWER));
  }

  @Test
  void aRivalOfAQuestionIsNoNewQuestionEither() {
    List<Example> examples = Examples.distinct(100, 5);
    Planned first = Plans.first(examples);
    Example question = first.holdout().get(3);
    Example rival = better("rival", question, "another question", question.answer() + ".");

    Planned second =
        Plans.next(HALF_ARE_ASKED, plus(examples, rival), 0.75, first.holdout(), Set.of());

    assertThat(second.holdout()).hasSize(50).containsAll(first.holdout()).doesNotContain(rival);
    assertThat(second.quarantined())
        .extracting(Planned.Quarantined::example)
        .containsExactly(rival);
  }

  @Test
  void aNearQuestionIsKeptAwayWhateverItsAnswer() {
    List<Example> examples = Examples.distinct(100, 5);
    Planned first = Plans.first(examples);
    Example question = first.holdout().get(0);
    Example near = better("near", question, question.question() + "?", "quite another answer");

    assertThat(next(plus(examples, near), first).quarantined())
        .extracting(Planned.Quarantined::example)
        .containsExactly(near);
  }

  @Test
  void anIdentifierThatDiffersIsStillTooNearToAQuestion() {
    String text = new RandomTexts(77).text(40);
    List<Example> examples = new ArrayList<>(Examples.distinct(99, 5));
    examples.add(Examples.of("account", 400, "which account", text + " AW-100000001", 0.9));
    Planned first = Plans.next(Plans.RULES, examples, 0.75, List.of(examples.get(99)), Set.of());
    Example other = Examples.of("other", 401, "whose account", text + " AW-100000002", 0.9);

    assertThat(next(plus(examples, other), first).train()).doesNotContain(other);
  }

  @Test
  void aBetterCopyOfATrainedLineNeverBecomesAQuestion() {
    List<Example> examples = Examples.distinct(100, 5);
    Planned first = Plans.first(examples);
    List<Example> grown = new ArrayList<>(examples);
    for (Example trained : first.train()) {
      grown.add(better("copy of " + trained.id(), trained, "new question", trained.answer() + "."));
    }

    Planned second =
        Plans.next(
            HALF_ARE_ASKED,
            grown,
            0.75,
            first.holdout(),
            new HashSet<>(Examples.ids(first.train())));

    assertThat(second.holdout()).isEqualTo(first.holdout());
  }

  @Test
  void aTrainedLineThatNoLongerReachesTheThresholdIsNotForgotten() {
    List<Example> examples = Examples.distinct(100, 5);
    Planned first = Plans.first(examples);
    List<Example> grown = new ArrayList<>(examples);
    for (Example trained : first.train()) {
      grown.add(
          Examples.of(
              "copy of " + trained.id(), 9_000, trained.question(), "new " + trained.id(), 1));
    }

    Planned second =
        Plans.next(
            HALF_ARE_ASKED,
            grown,
            0.995,
            first.holdout(),
            new HashSet<>(Examples.ids(first.train())));

    assertThat(second.holdout()).isEqualTo(first.holdout());
  }

  /** A trained line gave way to a better one; a model has seen its question all the same. */
  @Test
  void theQuestionOfATrainedLineThatBecameADuplicateIsNeverAsked() {
    List<Example> examples = Examples.distinct(100, 5);
    Planned first = Plans.first(examples);
    List<Example> grown = new ArrayList<>(examples);
    for (Example trained : first.train()) {
      grown.add(better("better " + trained.id(), trained, "q " + trained.id(), trained.answer()));
      grown.add(better("other " + trained.id(), trained, trained.question(), "a " + trained.id()));
    }

    Planned second =
        Plans.next(
            HALF_ARE_ASKED,
            grown,
            0.75,
            first.holdout(),
            new HashSet<>(Examples.ids(first.train())));

    Set<String> known = first.train().stream().map(Example::question).collect(Collectors.toSet());
    assertThat(second.holdout()).extracting(Example::question).doesNotContainAnyElementsOf(known);
  }

  @Test
  void whatATrainedLineTellsIsNeverAsked() {
    List<Example> examples = Examples.distinct(100, 5);
    Planned first = Plans.first(examples);
    List<Example> grown = new ArrayList<>(examples);
    for (Example trained : first.train()) {
      String half = String.join(" ", List.of(trained.answer().split(" ", -1)).subList(0, 12));
      grown.add(better("half of " + trained.id(), trained, "half " + trained.id(), half));
    }

    Planned second =
        Plans.next(
            HALF_ARE_ASKED,
            grown,
            0.75,
            first.holdout(),
            new HashSet<>(Examples.ids(first.train())));

    assertThat(second.holdout()).isEqualTo(first.holdout());
    assertThat(second.train()).containsAll(first.train());
  }

  @Test
  void oneProblemDoesNotTakeAllLinesToTrainOn() {
    RandomTexts texts = new RandomTexts(77);
    List<Example> examples = new ArrayList<>(Examples.distinct(5, 3));
    for (int i = 0; i < 200; i++) {
      examples.add(Examples.of("many " + i, i, "what is wrong here", texts.text(20), 0.9));
    }

    Planned plan = Plans.first(examples);

    assertThat(plan.holdout()).hasSize(5);
    assertThat(plan.train()).hasSize(200);
    assertThat(plan.plan().notes()).anyMatch(note -> note.contains("only 5 questions"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSameRowsBuiltAgainAreTheSameDataset(long seed) {
    RandomTexts texts = new RandomTexts(seed);
    List<Example> examples = new ArrayList<>(Examples.distinct(60, seed));
    for (int i = 0; i < 40; i++) {
      Example like = texts.oneOf(examples);
      String answer = texts.upTo(2) == 0 ? texts.nearCopy(like.answer()) : texts.text(20);
      examples.add(Examples.of(seed + " more " + i, i, texts.text(9), answer, 0.8));
    }
    Planned first = Plans.first(examples);

    assertThat(next(examples, first).hash()).isEqualTo(first.hash());
  }
}
