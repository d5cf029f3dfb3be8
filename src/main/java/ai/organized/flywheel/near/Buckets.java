package ai.organized.flywheel.near;

/**
 * Which texts have the same key, for each of several kinds of keys: hash tables in 4 to 8 bytes a
 * key.
 *
 * <p>An entry is one int: the number of the text and the bits of its key that its place in the
 * table does not tell. When a table doubles, an entry gives one of these bits up, so no key is kept
 * or computed again, and nothing is copied. Two of 2 billion keys are taken for one.
 *
 * <p>A bucket takes only its first {@link #CROWD} texts: what more texts share is a phrase of all,
 * and to compare all with all of them is what this index is there to avoid.
 */
final class Buckets {
  static final int CROWD = 16;

  /** Keys are 31 bits, numbers of texts 27 at most. */
  private static final int MOST_BITS = 26;

  private final int kinds;
  private final IntPages heads = new IntPages();
  private final IntPages next = new IntPages();
  private int bits;

  /**
   * @param expected texts: room for them is made at once, more make it grow
   */
  Buckets(int kinds, int expected) {
    this.kinds = kinds;
    this.bits = 32 - Integer.numberOfLeadingZeros(Math.max(255, Math.min(expected, 1 << 20) - 1));
    heads.growTo(kinds << bits);
  }

  /** Writes the texts that have this key to {@code found} and returns how many: at most a crowd. */
  int find(int kind, int key, int[] found) {
    return find(kind, key, heads.get(head(kind, key)), found);
  }

  /**
   * Writes where the chain of each key begins. In a loop of its own, because no step waits for the
   * one before: the memory answers many at a time, and it is what takes the time.
   */
  void begin(int[] keys, int[] begins) {
    for (int kind = 0; kind < kinds; kind++) {
      begins[kind] = heads.get(head(kind, keys[kind]));
    }
  }

  /**
   * @param begin where the chain of the key begins
   */
  int find(int kind, int key, int begin, int[] found) {
    int rest = (key & Integer.MAX_VALUE) >>> bits;
    int texts = 0;
    int entry = begin;
    while (entry != 0) {
      int text = text(entry);
      if (entry >>> (bits + 1) == rest) {
        found[texts++] = text;
      }
      entry = next.get(text * kinds + kind);
    }
    return texts;
  }

  /**
   * Texts are added in the order of their numbers, with a key of each kind.
   *
   * @param found how many texts had each key when they were looked for
   */
  void add(int text, int[] keys, int[] found) {
    if (text == 1 << bits) {
      grow();
    }
    next.growTo((text + 1) * kinds);
    for (int kind = 0; kind < kinds; kind++) {
      int rest = (keys[kind] & Integer.MAX_VALUE) >>> bits;
      if (found[kind] < CROWD) {
        int head = head(kind, keys[kind]);
        next.set(text * kinds + kind, heads.get(head));
        heads.set(head, entry(rest, text));
      }
    }
  }

  /** Every chain becomes two: the lowest bit that its entries kept tells which one is theirs. */
  private void grow() {
    if (bits == MOST_BITS - 1) {
      throw new IllegalStateException("more than " + (1 << MOST_BITS) + " different texts");
    }
    int old = kinds << bits;
    heads.growTo(2 * old);
    int kind = -1;
    for (int head = 0; head < old; head++) {
      kind = kind + 1 == kinds ? 0 : kind + 1;
      int low = 0;
      int high = 0;
      int entry = heads.get(head);
      while (entry != 0) {
        int text = text(entry);
        int rest = entry >>> (bits + 1);
        int following = next.get(text * kinds + kind);
        int moved = ((rest >>> 1) << (bits + 2)) | (text + 1);
        if ((rest & 1) == 0) {
          next.set(text * kinds + kind, low);
          low = moved;
        } else {
          next.set(text * kinds + kind, high);
          high = moved;
        }
        entry = following;
      }
      heads.set(head, low);
      heads.set(head + old, high);
    }
    bits++;
  }

  private int head(int kind, int key) {
    return (key & ((1 << bits) - 1)) * kinds + kind;
  }

  /** 0 is no entry, so texts count from 1 here. */
  private int entry(int rest, int text) {
    return (rest << (bits + 1)) | (text + 1);
  }

  private int text(int entry) {
    return (entry & ((1 << (bits + 1)) - 1)) - 1;
  }
}
