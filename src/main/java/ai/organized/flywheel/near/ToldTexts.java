package ai.organized.flywheel.near;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts that must not be told, and whether another text tells one of them: it has the same words,
 * or so large a share of their 3-word sequences, wherever they stand in it. Whatever has a Jaccard
 * similarity of that share tells the text, and so does a longer text that has it within.
 *
 * <p>Exact, and without comparing all with all: a text that is told lacks at most a few of its
 * sequences, so one of its few rarest stands in whatever tells it (prefix filtering, Chaudhuri,
 * Ganti and Kaushik 2006).
 */
public final class ToldTexts {
  /** Sequences of a text that can be told in part; what is shorter is said by chance. */
  public static final int SHORTEST = 6;

  private final double share;
  private final List<long[]> texts = new ArrayList<>();
  private final Frequencies frequencies = new Frequencies();
  private final SequenceIndex byWords = new SequenceIndex();
  private final SequenceIndex byRareSequence = new SequenceIndex();
  private final ReadText read = ReadText.wordsAlone();
  private int indexed;
  private long compared;
  private int nearest;
  private double nearestShare;

  /**
   * @param share of a text's sequences that tells it, 0 to 1
   */
  public ToldTexts(double share) {
    this.share = share;
  }

  /** The next text; numbers count from 0. All are added before the first question is asked. */
  public void add(String text) {
    read.read(text);
    long[] sequences = Shingles.of(read);
    byWords.add(read.all(), texts.size());
    texts.add(sequences);
    if (sequences.length >= SHORTEST) {
      for (long sequence : sequences) {
        frequencies.count(sequence);
      }
    }
  }

  /** The number of a text that is told, or -1. */
  public int told(String by) {
    indexRarest();
    nearest = -1;
    nearestShare = 0;
    read.read(by);
    int same = byWords.first(read.all());
    if (same != 0) {
      return byWords.text(same);
    }
    long[] sequences = null;
    for (int i = 0; i < Shingles.count(read.count()); i++) {
      long sequence = Shingles.hash(read.words(), i, read.count());
      int entry = byRareSequence.first(sequence);
      for (; entry != 0; entry = byRareSequence.next(entry)) {
        sequences = sequences == null ? Shingles.of(read) : sequences;
        compared++;
        int text = byRareSequence.text(entry);
        double told = Shingles.share(texts.get(text), sequences);
        if (told >= share) {
          return text;
        }
        if (told > nearestShare) {
          nearest = text;
          nearestShare = told;
        }
      }
    }
    return -1;
  }

  /** The text of which the last one told the largest part, when that was not enough; else -1. */
  public int nearest() {
    return nearest;
  }

  /** How large that part was, 0 to 1. */
  public double nearestShare() {
    return nearestShare;
  }

  /** How many pairs were compared exactly. */
  public long compared() {
    return compared;
  }

  private void indexRarest() {
    for (; indexed < texts.size(); indexed++) {
      long[] sequences = texts.get(indexed);
      if (sequences.length >= SHORTEST) {
        int mayLack = sequences.length - (int) Math.ceil(share * sequences.length - 1e-9);
        for (long sequence : frequencies.rarest(sequences, mayLack + 1)) {
          byRareSequence.add(sequence, indexed);
        }
      }
    }
  }

  /**
   * In about how many texts a sequence stands: several share a counter, so that the counters stay
   * near the processor. A wrong count makes a question slower and its answer no less exact.
   */
  private static final class Frequencies {
    private final int[] counters = new int[1 << 20];

    void count(long sequence) {
      counters[(int) sequence & (counters.length - 1)]++;
    }

    /** In an order that is the same each time. */
    long[] rarest(long[] sequences, int most) {
      long[] byCount = new long[sequences.length];
      for (int i = 0; i < sequences.length; i++) {
        byCount[i] = (long) counters[(int) sequences[i] & (counters.length - 1)] << 32 | i;
      }
      Arrays.sort(byCount);
      long[] rarest = new long[Math.min(most, sequences.length)];
      for (int i = 0; i < rarest.length; i++) {
        rarest[i] = sequences[(int) byCount[i]];
      }
      return rarest;
    }
  }
}
