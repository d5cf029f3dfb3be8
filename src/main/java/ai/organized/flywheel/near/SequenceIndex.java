package ai.organized.flywheel.near;

import java.util.Arrays;

/**
 * Numbers of texts by the hash of a 3-word sequence, several a sequence, without boxes. A few bits
 * a sequence, small enough to stay near the processor, tell of nearly every sequence that it is not
 * here.
 */
final class SequenceIndex {
  private long[] sequences = new long[256];

  /** By slot, the first entry of the sequence and 1 more, or 0. */
  private int[] heads = new int[256];

  private long[] filter = new long[32];
  private int different;
  private int[] texts = new int[256];
  private int[] following = new int[256];
  private int entries;

  void add(long sequence, int text) {
    if (2 * different >= sequences.length) {
      grow();
    }
    int slot = slot(sequence);
    if (heads[slot] == 0) {
      sequences[slot] = sequence;
      different++;
      let(sequence);
    }
    if (entries == texts.length) {
      texts = Arrays.copyOf(texts, 2 * entries);
      following = Arrays.copyOf(following, 2 * entries);
    }
    texts[entries] = text;
    following[entries] = heads[slot];
    heads[slot] = ++entries;
  }

  /** The first entry of a sequence, or 0; go on with {@link #next}. */
  int first(long sequence) {
    long bits = filter[(int) (sequence >>> 6) & (filter.length - 1)];
    return (bits & 1L << sequence) == 0 ? 0 : heads[slot(sequence)];
  }

  int next(int entry) {
    return following[entry - 1];
  }

  int text(int entry) {
    return texts[entry - 1];
  }

  private void let(long sequence) {
    filter[(int) (sequence >>> 6) & (filter.length - 1)] |= 1L << sequence;
  }

  private int slot(long sequence) {
    int slot = (int) (sequence >>> 20) & (sequences.length - 1);
    while (heads[slot] != 0 && sequences[slot] != sequence) {
      slot = (slot + 1) & (sequences.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldSequences = sequences;
    int[] oldHeads = heads;
    sequences = new long[2 * oldSequences.length];
    heads = new int[sequences.length];
    filter = new long[sequences.length / 8];
    for (int i = 0; i < oldHeads.length; i++) {
      if (oldHeads[i] != 0) {
        int slot = slot(oldSequences[i]);
        sequences[slot] = oldSequences[i];
        heads[slot] = oldHeads[i];
        let(oldSequences[i]);
      }
    }
  }
}
