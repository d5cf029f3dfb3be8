package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.Scorecard.Effort;
import ai.organized.flywheel.evaluate.Scorecard.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Scorecards of which only what was recalled matters. */
final class Cards {
  private Cards() {}

  /**
   * @param first recalled are the questions from here
   * @param end up to here
   */
  static Scorecard of(int questions, int first, int end) {
    List<Integer> recalled = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      recalled.add(i >= first && i < end ? 1 : 0);
    }
    return of(1, recalled, 0.001, "lexical-1/4096");
  }

  static Scorecard of(int samples, List<Integer> recalled, double pChance, String fingerprint) {
    List<Row> rows = new ArrayList<>();
    for (int answers : recalled) {
      rows.add(new Row("q" + rows.size(), answers, samples, 0.5, 0.4, List.of()));
    }
    int all = recalled.stream().mapToInt(Integer::intValue).sum();
    double recall = (double) all / ((double) samples * rows.size());
    return new Scorecard(
        rows.size(),
        samples,
        all,
        recall,
        recall,
        0,
        1,
        1.0 / rows.size(),
        pChance,
        fingerprint,
        "prompt",
        new TreeMap<>(),
        new Effort(900L, 1500L, 4000L, 2000L, null),
        rows);
  }

  static Scored alone(Scorecard candidate) {
    return scored(candidate, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Scored against(Scorecard candidate, Scorecard champion) {
    return scored(candidate, Optional.of(champion), Optional.empty(), Optional.empty());
  }

  static Scored scored(
      Scorecard candidate,
      Optional<Scorecard> champion,
      Optional<Scorecard> baseline,
      Optional<String> baselineUnknown) {
    Comparison comparison =
        new Comparison(Scoring.ACME, 1, Scoring.MODEL, Optional.empty(), Optional.empty());
    return new Scored(
        comparison,
        candidate,
        champion,
        Optional.empty(),
        baseline,
        baselineUnknown,
        Optional.empty());
  }

  /** Beside a champion that does not answer any more. */
  static Scored withoutItsChampion(Scorecard candidate, String why) {
    Comparison comparison =
        new Comparison(Scoring.ACME, 1, Scoring.MODEL, Optional.empty(), Optional.empty());
    return new Scored(
        comparison,
        candidate,
        Optional.empty(),
        Optional.of(why),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
