package ai.organized.flywheel.dataset;

import java.util.Arrays;

/** Places that stand together, because a group must not stand on both sides (union-find). */
final class Groups {
  private int[] parents = new int[64];
  private int size;

  void grow(int places) {
    if (places > parents.length) {
      parents = Arrays.copyOf(parents, Math.max(places, parents.length + parents.length / 2));
    }
    while (size < places) {
      parents[size] = size++;
    }
  }

  void join(int a, int b) {
    int one = of(a);
    int other = of(b);
    parents[Math.max(one, other)] = Math.min(one, other);
  }

  /** The first place of the group. */
  int of(int place) {
    while (parents[place] != place) {
      parents[place] = parents[parents[place]];
      place = parents[place];
    }
    return place;
  }

  /** The group of every place, as it is now. */
  int[] all() {
    int[] groups = new int[size];
    for (int place = 0; place < size; place++) {
      groups[place] = of(place);
    }
    return groups;
  }
}
