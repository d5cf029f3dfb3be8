package ai.organized.flywheel.dataset;

import java.util.Arrays;

/** A list of places, without a box for each. */
final class Places {
  private int[] places = new int[64];
  private int size;

  void add(int place) {
    if (size == places.length) {
      places = Arrays.copyOf(places, size + size / 2);
    }
    places[size++] = place;
  }

  int at(int number) {
    return places[number];
  }

  int size() {
    return size;
  }
}
