package ai.organized.flywheel.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Examples grouped so that near-duplicates, by question or by answer, stand together. */
final class NearGroups {
  private NearGroups() {}

  static List<List<Example>> of(List<Example> examples, double threshold) {
    int[] parent = new int[examples.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    NearPairs questions = new NearPairs(threshold);
    NearPairs answers = new NearPairs(threshold);
    for (int i = 0; i < examples.size(); i++) {
      int current = i;
      Example example = examples.get(i);
      questions.add(
          Shingles.of(example.question()), (other, similarity) -> join(parent, current, other));
      answers.add(
          Shingles.of(example.answer()), (other, similarity) -> join(parent, current, other));
    }
    Map<Integer, List<Example>> groups = new TreeMap<>();
    for (int i = 0; i < parent.length; i++) {
      groups.computeIfAbsent(root(parent, i), r -> new ArrayList<>()).add(examples.get(i));
    }
    Collection<List<Example>> all = groups.values();
    return List.copyOf(all);
  }

  private static void join(int[] parent, int a, int b) {
    parent[root(parent, a)] = root(parent, b);
  }

  private static int root(int[] parent, int i) {
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }
}
