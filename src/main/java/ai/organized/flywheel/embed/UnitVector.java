package ai.organized.flywheel.embed;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;

/** Vectors brought to length 1. */
public final class UnitVector {
  private UnitVector() {}

  /**
   * @throws RefusedException when it has no direction: all zeros, or a number in it is not finite
   */
  public static float[] of(float[] vector) {
    double squares = 0;
    for (float part : vector) {
      squares += (double) part * part;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0 && Double.isFinite(length))) {
      throw refused("a vector of length " + length);
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  /**
   * One vector of a server's answer.
   *
   * @throws RefusedException when it is no list of finite numbers, or a list of zeros
   */
  public static float[] of(JsonNode numbers) {
    if (!numbers.isArray() || numbers.isEmpty()) {
      throw refused("something that is no list of numbers");
    }
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.get(i).isNumber() ? numbers.get(i).floatValue() : Float.NaN;
      if (!Float.isFinite(vector[i])) {
        throw refused("a vector with something in it that is no finite number");
      }
    }
    return of(vector);
  }

  private static RefusedException refused(String what) {
    return new RefusedException(
        "embedder_reply",
        "The embedder answered "
            + what
            + "; is FLYWHEEL_EMBED_MODEL a model for embeddings that its server can run?");
  }
}
