package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.evaluate.EvaluationResult.Judged;
import ai.organized.flywheel.settings.Settings.EvaluationRules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * The candidate's first answers beside those of the champion, or of the untuned base when there is
 * no champion, each pair in either order: a judge that prefers a place says nothing.
 */
public final class JudgePairs {
  private final DatasetStore datasets;
  private final Optional<JudgeModel> judge;
  private final Sampling sampling;
  private final Answers answers;
  private final Judgements judgements;
  private final Silences silences;

  public JudgePairs(Jdbi jdbi, DatasetStore datasets, EvaluationRules rules, Clock clock) {
    this.datasets = datasets;
    this.judge = JudgeModel.of(rules.judgeModel());
    this.sampling = Sampling.of(rules);
    this.answers = new Answers(jdbi, clock);
    this.judgements = new Judgements(jdbi, clock);
    this.silences = new Silences(jdbi, clock);
  }

  /** What the judge has still to be asked; nothing when none is set. */
  public List<Pair> open(Comparison comparison) {
    List<Pair> open = new ArrayList<>();
    for (Pair pair : pairs(comparison)) {
      if (!pair.isSame()) {
        Stream.of(pair, pair.swapped())
            .filter(each -> judgements.find(each).isEmpty())
            .forEach(open::add);
      }
    }
    return open;
  }

  /** Each question once, with the candidate's answer first. */
  private List<Pair> pairs(Comparison comparison) {
    Optional<Contestant> other = other(comparison);
    if (judge.isEmpty() || other.isEmpty()) {
      return List.of();
    }
    Map<String, String> his = firstAnswers(comparison, comparison.candidate());
    Map<String, String> others = firstAnswers(comparison, other.get());
    List<Pair> pairs = new ArrayList<>();
    for (Example example : holdout(comparison)) {
      if (his.containsKey(example.id()) && others.containsKey(example.id())) {
        pairs.add(
            new Pair(
                comparison.client(),
                judge.get(),
                example.id(),
                example.question(),
                example.answer(),
                his.get(example.id()),
                others.get(example.id())));
      }
    }
    return pairs;
  }

  private static Optional<Contestant> other(Comparison comparison) {
    return comparison.rival().or(comparison::baseline);
  }

  private List<Example> holdout(Comparison comparison) {
    return datasets.holdout(comparison.client(), comparison.datasetVersion());
  }

  private Map<String, String> firstAnswers(Comparison comparison, Contestant contestant) {
    List<Question> questions =
        holdout(comparison).stream()
            .map(
                e ->
                    new Question(
                        comparison.client(), contestant, e.id(), e.question(), sampling, 0))
            .toList();
    Map<String, String> first = new HashMap<>();
    answers.to(questions).forEach(answer -> first.put(answer.question().id(), answer.text()));
    return first;
  }

  /** Empty when no judge is set, or there is nobody to compare with. */
  public Optional<Judged> result(Comparison comparison) {
    return judge.flatMap(model -> other(comparison).map(other -> judged(comparison, model, other)));
  }

  private Judged judged(Comparison comparison, JudgeModel model, Contestant other) {
    List<Pair> pairs = pairs(comparison);
    if (pairs.size() < holdout(comparison).size() || !open(comparison).isEmpty()) {
      String why =
          silences
              .reason(comparison.client(), model.provider(), model.modelId())
              .orElse("not all answers could be shown to it");
      return new Judged(model.name(), other.role(), 0, 0, 0, Optional.of(why));
    }
    int wins = 0;
    int losses = 0;
    for (Pair pair : pairs) {
      Choice choice = agreed(pair);
      wins += choice == Choice.FIRST ? 1 : 0;
      losses += choice == Choice.SECOND ? 1 : 0;
    }
    int ties = pairs.size() - wins - losses;
    return new Judged(model.name(), other.role(), wins, losses, ties, Optional.empty());
  }

  /** What it said in both orders, or SAME. */
  private Choice agreed(Pair pair) {
    if (pair.isSame()) {
      return Choice.SAME;
    }
    Choice one = judgements.find(pair).orElseThrow();
    Choice two = judgements.find(pair.swapped()).orElseThrow().swapped();
    return one == two ? one : Choice.SAME;
  }
}
