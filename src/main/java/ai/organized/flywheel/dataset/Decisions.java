package ai.organized.flywheel.dataset;

import java.util.Arrays;

/**
 * What becomes of every candidate, by its place: about 20 bytes and its id each, so that a million
 * fit beside what finds them.
 */
final class Decisions {
  private static final int NONE = -1;

  private String[] ids = new String[64];
  private Part[] parts = new Part[64];
  private Why[] whys = new Why[64];
  private Example.Past[] pasts = new Example.Past[64];
  private int[] others = new int[64];
  private float[] similarities = new float[64];
  private int size;

  int size() {
    return size;
  }

  /** The next place is this example's. */
  void add(Example example, Part part) {
    if (size == ids.length) {
      int longer = size + size / 2;
      ids = Arrays.copyOf(ids, longer);
      parts = Arrays.copyOf(parts, longer);
      whys = Arrays.copyOf(whys, longer);
      pasts = Arrays.copyOf(pasts, longer);
      others = Arrays.copyOf(others, longer);
      similarities = Arrays.copyOf(similarities, longer);
    }
    ids[size] = example.id();
    pasts[size] = example.past();
    move(size++, part);
  }

  void move(int place, Part part) {
    move(place, part, Why.NOTHING, NONE, Double.NaN);
  }

  /**
   * @param other place of what it is too near to
   */
  void move(int place, Part part, Why why, int other, double similarity) {
    parts[place] = part;
    whys[place] = why;
    others[place] = other;
    similarities[place] = (float) similarity;
  }

  String id(int place) {
    return ids[place];
  }

  Part part(int place) {
    return parts[place];
  }

  Why why(int place) {
    return whys[place];
  }

  Example.Past past(int place) {
    return pasts[place];
  }

  boolean is(int place, Part part) {
    return parts[place] == part;
  }

  boolean hasOther(int place) {
    return others[place] != NONE;
  }

  int other(int place) {
    return others[place];
  }

  /** Rounded, so that a file says the same on every machine. */
  double similarity(int place) {
    return Math.round(similarities[place] * 1e4) / 1e4;
  }

  int count(Part part) {
    int count = 0;
    for (int place = 0; place < size; place++) {
      count += is(place, part) ? 1 : 0;
    }
    return count;
  }
}
