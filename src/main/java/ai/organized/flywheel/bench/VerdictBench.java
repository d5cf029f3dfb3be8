package ai.organized.flywheel.bench;

import ai.organized.flywheel.bench.SimulatedModels.Outcome;
import ai.organized.flywheel.settings.Settings.EvaluationRules;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How often the verdict is wrong: pairs of models whose truth is known are asked simulated
 * questions, and the product speaks its verdict on each pair.
 */
public final class VerdictBench {
  /** Sizes of a holdout. */
  public static final List<Integer> SIZES = List.of(10, 20, 50, 100);

  static final double MOST_BAD_PROMOTED = 0.02;
  static final double MOST_EQUAL_REFUSED = 0.05;
  static final double LEAST_GOOD_PROMOTED = 0.90;

  private static final List<Double> RECALLS = List.of(0.4, 0.6, 0.8);
  private static final List<Double> ALIKE = List.of(0.0, 0.5);
  private static final List<Double> TRUTHS = List.of(0.0, 0.2, -0.1, -0.2);
  private static final int FEW = 1_000;
  private static final long SEED = 5;

  /**
   * @param few 1,000 pairs of equal models and 1,000 of one that is worse by 0.10
   * @param table all truths, on every size, at several recalls
   * @param recommended the smallest size that holds all bars; null when none does
   */
  public record Result(List<Row> few, List<Row> table, Integer recommended) {}

  /**
   * Shares of the pairs.
   *
   * @param recall of the champion
   * @param alike share of the questions that are equally hard for both models
   * @param truth by how much the candidate is better
   */
  public record Row(
      double recall,
      double alike,
      double truth,
      int questions,
      int pairs,
      double promoted,
      double held,
      double refused) {
    static Row of(Outcome outcome) {
      SimulatedModels models = outcome.models();
      return new Row(
          models.recall(),
          models.alike(),
          models.truth(),
          outcome.questions(),
          outcome.pairs(),
          outcome.promotedShare(),
          outcome.heldShare(),
          outcome.refusedShare());
    }
  }

  private final SimulatedVerdicts verdicts;

  VerdictBench(EvaluationRules rules) {
    this.verdicts = new SimulatedVerdicts(rules);
  }

  /**
   * @param pairs in each place of the table
   */
  public static Result run(EvaluationRules rules, int pairs) {
    VerdictBench bench = new VerdictBench(rules);
    List<Row> few = new ArrayList<>();
    for (double truth : List.of(0.0, -0.1)) {
      for (int questions : List.of(10, 50)) {
        few.add(bench.row(new SimulatedModels(0.6, truth, 0), questions, FEW));
      }
    }
    List<Row> table = new ArrayList<>();
    SIZES.forEach(questions -> table.addAll(bench.rows(questions, pairs)));
    OptionalInt recommended = recommended(table);
    return new Result(few, table, recommended.isPresent() ? recommended.getAsInt() : null);
  }

  /** All models on a holdout of this size. */
  List<Row> rows(int questions, int pairs) {
    List<Row> rows = new ArrayList<>();
    for (double alike : ALIKE) {
      for (double recall : RECALLS) {
        for (double truth : TRUTHS) {
          rows.add(row(new SimulatedModels(recall, truth, alike), questions, pairs));
        }
      }
    }
    return rows;
  }

  private Row row(SimulatedModels models, int questions, int pairs) {
    return Row.of(models.meet(verdicts, questions, pairs, SEED));
  }

  private static OptionalInt recommended(List<Row> table) {
    return SIZES.stream()
        .filter(size -> holdsBars(table.stream().filter(row -> row.questions() == size).toList()))
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /** Whether no row breaks a bar: of a bad, a good and an equal candidate. */
  static boolean holdsBars(List<Row> rows) {
    return rows.stream()
        .allMatch(
            row ->
                row.truth() <= -0.2
                    ? row.promoted() <= MOST_BAD_PROMOTED
                    : row.truth() >= 0.2
                        ? row.promoted() >= LEAST_GOOD_PROMOTED
                        : row.truth() != 0 || row.refused() <= MOST_EQUAL_REFUSED);
  }
}
