package ai.organized.flywheel.bench;

import ai.organized.flywheel.bench.SimulatedVerdicts.Pair;
import ai.organized.flywheel.evaluate.Verdict;
import java.util.Random;

/**
 * A champion and a candidate of which the truth is known.
 *
 * @param recall of the champion: how probable it recalls a question, 0 to 1
 * @param truth by how much the candidate's recall is higher, -1 to 1
 * @param alike share of the questions that are equally hard for both: there the better model
 *     recalls whatever the other one does; at the rest each has luck of its own
 */
record SimulatedModels(double recall, double truth, double alike) {

  /**
   * What became of so many pairs, of them in counts.
   *
   * @param questions each model was asked
   */
  record Outcome(
      SimulatedModels models, int questions, int pairs, int promoted, int held, int refused) {
    double promotedShare() {
      return (double) promoted / pairs;
    }

    double heldShare() {
      return (double) held / pairs;
    }

    double refusedShare() {
      return (double) refused / pairs;
    }
  }

  Outcome meet(SimulatedVerdicts verdicts, int questions, int pairs, long seed) {
    Random random = new Random(seed);
    int promoted = 0;
    int held = 0;
    for (int i = 0; i < pairs; i++) {
      Verdict verdict = verdicts.of(pair(random, questions));
      promoted += verdict instanceof Verdict.Promote ? 1 : 0;
      held += verdict instanceof Verdict.Hold ? 1 : 0;
    }
    return new Outcome(this, questions, pairs, promoted, held, pairs - promoted - held);
  }

  private Pair pair(Random random, int questions) {
    int worse = 0;
    int better = 0;
    for (int question = 0; question < questions; question++) {
      double champion = random.nextDouble();
      double candidate = random.nextDouble() < alike ? champion : random.nextDouble();
      boolean right = champion < recall;
      boolean rightToo = candidate < recall + truth;
      worse += right && !rightToo ? 1 : 0;
      better += !right && rightToo ? 1 : 0;
    }
    return new Pair(questions, worse, better);
  }
}
