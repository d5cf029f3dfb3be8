package ai.organized.flywheel.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Examples without duplicates of their answers: the same words first, then nearly the same words
 * with the same identifiers, numbers and negations. The best-scored of a group stays.
 */
record Deduplicated(List<Example> kept, List<Duplicate> duplicates) {

  static Deduplicated of(List<Example> examples, double nearDuplicate) {
    List<Example> kept = new ArrayList<>();
    List<Duplicate> duplicates = new ArrayList<>();
    Map<String, Example> keptByWords = new HashMap<>();
    NearPairs near = new NearPairs(nearDuplicate);
    List<FixDetails> details = new ArrayList<>();
    for (Example example : examples.stream().sorted(Example.BEST_FIRST).toList()) {
      String words = words(example.answer());
      Example same = keptByWords.get(words);
      if (same != null) {
        duplicates.add(new Duplicate(example, same.id(), 1));
        continue;
      }
      long[] shingles = Shingles.of(example.answer());
      FixDetails own = FixDetails.of(example.answer());
      Duplicate[] best = new Duplicate[1];
      near.near(
          shingles,
          (number, similarity) -> {
            boolean sameFix = details.get(number).equals(own);
            if (sameFix && (best[0] == null || similarity > best[0].similarity())) {
              best[0] = new Duplicate(example, kept.get(number).id(), similarity);
            }
          });
      if (best[0] != null) {
        duplicates.add(best[0]);
      } else {
        keptByWords.put(words, example);
        near.add(shingles, (number, similarity) -> {});
        details.add(own);
        kept.add(example);
      }
    }
    return new Deduplicated(kept, duplicates);
  }

  /** The words alone: case of ordinary words, blanks and punctuation between them do not count. */
  private static String words(String answer) {
    return FixDetails.of(answer).said()
        + String.join(" ", Words.of(answer)).toLowerCase(Locale.ROOT);
  }
}
