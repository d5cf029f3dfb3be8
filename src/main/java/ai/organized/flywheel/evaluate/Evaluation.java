package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.EvaluationResult.Stopped;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.settings.Settings.EvaluationRules;
import ai.organized.flywheel.validate.Prices;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/**
 * What the models of a comparison have still to be asked, and what came of it. The answers are in
 * the store: whoever asks for the same comparison again goes on where it stopped.
 */
public final class Evaluation {
  private final DatasetStore datasets;
  private final ScoreAnswers scoring;
  private final JudgePairs judge;
  private final MeasureEffort effort;
  private final Sampling sampling;
  private final Answers answers;
  private final Silences silences;

  public Evaluation(
      Jdbi jdbi,
      DatasetStore datasets,
      ScoreAnswers scoring,
      JudgePairs judge,
      Prices prices,
      EvaluationRules rules,
      Clock clock) {
    this.datasets = datasets;
    this.scoring = scoring;
    this.judge = judge;
    this.effort = new MeasureEffort(prices);
    this.sampling = Sampling.of(rules);
    this.answers = new Answers(jdbi, clock);
    this.silences = new Silences(jdbi, clock);
  }

  /** Golden prompts that the candidate has still to be asked. */
  public List<Question> golden(Comparison comparison) {
    return answers.open(goldenTo(comparison));
  }

  private List<Question> goldenTo(Comparison comparison) {
    return GoldenPrompts.to(comparison.client(), comparison.candidate(), sampling);
  }

  /** Whether no answer to a golden prompt is broken, so that the holdout may be asked. */
  public boolean isSound(Comparison comparison) {
    return broken(comparison).isEmpty();
  }

  private List<Answer> broken(Comparison comparison) {
    return answers.to(goldenTo(comparison)).stream()
        .filter(answer -> answer.flaw().filter(Flaw::isBroken).isPresent())
        .toList();
  }

  /** Questions of the holdout that the models have still to be asked, one model after the other. */
  public List<Question> open(Comparison comparison) {
    List<Question> open = new ArrayList<>();
    for (Contestant contestant : comparison.contestants()) {
      if (silences.doneWithout(comparison.client(), contestant).isEmpty()) {
        open.addAll(answers.open(questions(comparison.client(), contestant, holdout(comparison))));
      }
    }
    return open;
  }

  private List<Example> holdout(Comparison comparison) {
    return datasets.holdout(comparison.client(), comparison.datasetVersion());
  }

  private List<Question> questions(ClientId client, Contestant contestant, List<Example> holdout) {
    List<Question> questions = new ArrayList<>();
    for (Example example : holdout) {
      IntStream.range(0, sampling.samples())
          .mapToObj(
              n -> new Question(client, contestant, example.id(), example.question(), sampling, n))
          .forEach(questions::add);
    }
    return questions;
  }

  /**
   * Scores all answers.
   *
   * @throws UnavailableException when the candidate or its rival has still to be asked; the rival
   *     may have changed while questions were asked
   */
  public EvaluationResult result(Comparison comparison) {
    if (!golden(comparison).isEmpty()) {
      throw new UnavailableException(
          comparison.candidate().name() + " was not asked all golden prompts yet");
    }
    List<Answer> broken = broken(comparison);
    if (!broken.isEmpty()) {
      return new Stopped(comparison, broken.stream().map(GoldenPrompts::evidence).toList());
    }
    Optional<Scorecard> baseline =
        comparison.baseline().flatMap(base -> scorecard(comparison, base));
    Optional<String> gone =
        comparison.rival().flatMap(rival -> silences.doneWithout(comparison.client(), rival));
    return new Scored(
        comparison,
        required(comparison, comparison.candidate()),
        gone.isPresent()
            ? Optional.empty()
            : comparison.rival().map(rival -> required(comparison, rival)),
        gone,
        baseline,
        baseline.isPresent()
            ? Optional.empty()
            : comparison.baseline().map(base -> whySilent(comparison, base)),
        judge.result(comparison));
  }

  private Scorecard required(Comparison comparison, Contestant contestant) {
    return scorecard(comparison, contestant)
        .orElseThrow(
            () ->
                new UnavailableException(
                    contestant.name() + " was not asked all questions of the holdout yet"));
  }

  /** Empty when a question is open. */
  private Optional<Scorecard> scorecard(Comparison comparison, Contestant contestant) {
    List<Example> holdout = holdout(comparison);
    List<Question> questions = questions(comparison.client(), contestant, holdout);
    List<Answer> all = answers.to(questions);
    if (all.size() < questions.size()) {
      return Optional.empty();
    }
    List<List<Answer>> byQuestion = new ArrayList<>();
    for (int i = 0; i < all.size(); i += sampling.samples()) {
      byQuestion.add(all.subList(i, i + sampling.samples()));
    }
    return Optional.of(
        scoring.score(comparison.client(), holdout, byQuestion, effort.of(contestant, all)));
  }

  private String whySilent(Comparison comparison, Contestant base) {
    return silences
        .reason(comparison.client(), base.provider(), base.modelId())
        .orElse(base.name() + " was not asked all questions");
  }
}
