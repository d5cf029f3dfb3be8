package ai.organized.flywheel.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Finds every pair of texts whose shingles are at least so alike, exactly, without comparing all
 * with all: two sets that share enough must share one of their first few shingles in a common order
 * (prefix filtering, Chaudhuri, Ganti and Kaushik 2006).
 */
final class NearPairs {
  private final double threshold;
  private final List<long[]> texts = new ArrayList<>();
  private final Map<Long, List<Integer>> textsByShingle = new HashMap<>();

  NearPairs(double threshold) {
    this.threshold = threshold;
  }

  /** Calls {@code found} for every earlier text that is near this one, then remembers this one. */
  void add(long[] shingles, BiConsumer<Integer, Double> found) {
    near(shingles, found);
    int number = texts.size();
    texts.add(shingles);
    for (int i = 0; i < prefix(shingles.length); i++) {
      textsByShingle.computeIfAbsent(shingles[i], s -> new ArrayList<>()).add(number);
    }
  }

  /** Calls {@code found} with number and similarity of every remembered text that is near. */
  void near(long[] shingles, BiConsumer<Integer, Double> found) {
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < prefix(shingles.length); i++) {
      candidates.addAll(textsByShingle.getOrDefault(shingles[i], List.of()));
    }
    candidates.stream()
        .distinct()
        .sorted()
        .forEach(
            candidate -> {
              double similarity = Shingles.jaccard(texts.get(candidate), shingles);
              if (similarity >= threshold) {
                found.accept(candidate, similarity);
              }
            });
  }

  /** Of n shingles, at most n − ⌈t·n⌉ are missing in a near text, so one more is enough. */
  private int prefix(int n) {
    return Math.min(n, n - (int) Math.ceil(threshold * n - 1e-9) + 1);
  }
}
