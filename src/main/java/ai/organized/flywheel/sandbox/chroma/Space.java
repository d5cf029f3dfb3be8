package ai.organized.flywheel.sandbox.chroma;

import java.util.Arrays;
import java.util.Locale;

/** How far apart two vectors are; {@code l2} unless something else is asked for. */
enum Space {
  /** The square of the distance. */
  L2,
  COSINE,
  IP;

  static Space of(String name) {
    return Arrays.stream(values())
        .filter(space -> space.spelling().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ChromaError.shape(
                    "configuration.hnsw.space: unknown variant `"
                        + name
                        + "`, expected one of `l2`, `cosine`, `ip`"));
  }

  String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In single precision at the end, as the server answers. */
  float distance(float[] a, float[] b) {
    return (float)
        switch (this) {
          case L2 -> dot(a, a) + dot(b, b) - 2 * dot(a, b);
          case IP -> 1 - dot(a, b);
          case COSINE -> {
            double lengths = Math.sqrt(dot(a, a) * dot(b, b));
            yield lengths == 0 ? 1 : 1 - dot(a, b) / lengths;
          }
        };
  }

  private static double dot(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }
}
