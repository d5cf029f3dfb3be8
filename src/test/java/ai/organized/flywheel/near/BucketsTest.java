package ai.organized.flywheel.near;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BucketsTest {
  private static final int KINDS = 3;

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  /** Over several doublings; keys from few to many, so that some buckets are crowded. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyTextIsFoundUnderItsKeysUntilABucketIsCrowded(long seed) {
    Random random = new Random(seed);
    int different = 1 << (3 + random.nextInt(14));
    Buckets buckets = new Buckets(KINDS, 0);
    Map<String, List<Integer>> reference = new HashMap<>();
    for (int text = 0; text < 5000; text++) {
      int[] keys = random.ints(KINDS).map(k -> spread(k, different)).toArray();
      int[] counts = new int[KINDS];
      for (int kind = 0; kind < KINDS; kind++) {
        counts[kind] = buckets.find(kind, keys[kind], new int[Buckets.CROWD]);
      }
      buckets.add(text, keys, counts);
      for (int kind = 0; kind < KINDS; kind++) {
        List<Integer> same =
            reference.computeIfAbsent(kind + "/" + (keys[kind] << 1), k -> new ArrayList<>());
        if (same.size() < Buckets.CROWD) {
          same.add(text);
        }
      }
    }
    int[] found = new int[Buckets.CROWD];
    for (int kind = 0; kind < KINDS; kind++) {
      for (int k = 0; k < different; k++) {
        int key = spread(k, different);
        int count = buckets.find(kind, key, found);
        assertThat(Arrays.stream(found, 0, count).sorted().boxed().toList())
            .isEqualTo(reference.getOrDefault(kind + "/" + (key << 1), List.of()));
      }
    }
  }

  private static int spread(int k, int different) {
    return (int) WordHash.spread(Math.floorMod(k, different));
  }
}
