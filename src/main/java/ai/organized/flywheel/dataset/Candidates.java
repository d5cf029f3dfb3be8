package ai.organized.flywheel.dataset;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * The examples of one client that a dataset is made of, the best first: those that reach the
 * threshold, and whatever their score those that an earlier version asked or trained on.
 *
 * <p>They are gone through several times and need not fit into memory.
 */
public interface Candidates {
  /** What is done with an example. */
  @FunctionalInterface
  interface Visit {
    /**
     * @param place from 0, the same each time
     */
    void at(int place, Example example);
  }

  /**
   * The same examples at the same places each time, whatever arrived meanwhile.
   *
   * <p>Only id, texts, score and past are sure to be there: the rest is read for {@link #forEach}.
   *
   * @param wanted places to call with; the others are passed over, which costs less
   */
  void forTexts(IntPredicate wanted, Visit visit);

  /** The same, all of them, with all that is known. */
  void forEach(Visit visit);

  /**
   * From now on only what these rules have taken personal data out of: what arrives during a build
   * waits for the next.
   */
  default void redactedBy(String rules) {}

  /** How many examples the client has, of any score. */
  long all();

  /** Examples that are in memory already, in any order. */
  static Candidates of(List<Example> examples, double threshold) {
    List<Example> sorted =
        examples.stream()
            .filter(e -> e.score() >= threshold || e.past() != Example.Past.NEW)
            .sorted(Example.BEST_FIRST)
            .toList();
    return new Candidates() {
      @Override
      public void forEach(Visit visit) {
        forTexts(place -> true, visit);
      }

      @Override
      public void forTexts(IntPredicate wanted, Visit visit) {
        for (int place = 0; place < sorted.size(); place++) {
          if (wanted.test(place)) {
            visit.at(place, sorted.get(place));
          }
        }
      }

      @Override
      public long all() {
        return examples.size();
      }
    };
  }
}
