package ai.organized.flywheel.vectors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Vectors of length 1 for tests, the same for the same seed. */
public final class Vectors {
  private Vectors() {}

  /** Directions at random, and clusters of some that differ from each other by so much noise. */
  public static List<float[]> planted(
      long seed, int parts, int loose, int clusters, int inCluster, double noise) {
    Random random = new Random(seed);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < loose; i++) {
      vectors.add(unit(gaussian(random, parts)));
    }
    for (int cluster = 0; cluster < clusters; cluster++) {
      double[] centre = gaussian(random, parts);
      for (int i = 0; i < inCluster; i++) {
        double[] near = gaussian(random, parts);
        for (int part = 0; part < parts; part++) {
          near[part] = centre[part] + noise * near[part];
        }
        vectors.add(unit(near));
      }
    }
    Collections.shuffle(vectors, random);
    return vectors;
  }

  /** {@code id-0}, {@code id-1}, … */
  public static List<String> ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  /** This many parts, of which the first are given. */
  public static float[] of(int parts, double... first) {
    double[] all = new double[parts];
    System.arraycopy(first, 0, all, 0, first.length);
    return unit(all);
  }

  private static double[] gaussian(Random random, int parts) {
    return random.doubles(parts, -1, 1).map(Vectors::bell).toArray();
  }

  private static double bell(double uniform) {
    return uniform * uniform * uniform;
  }

  private static float[] unit(double[] parts) {
    double squares = 0;
    for (double part : parts) {
      squares += part * part;
    }
    float[] unit = new float[parts.length];
    for (int i = 0; i < parts.length && squares > 0; i++) {
      unit[i] = (float) (parts[i] / Math.sqrt(squares));
    }
    return unit;
  }
}
