package ai.organized.flywheel.near;

/**
 * Remembers different texts and finds those that are near another, without comparing all with all.
 *
 * <p>Compared are the texts that share a key of {@link MinHash} and, where details tell texts
 * apart, texts of the same details; of more than {@link #MOST_COMPARED} those that share the most.
 * Whatever is called near was measured exactly: nothing is near by mistake, but for words of one
 * hash ({@link ReadText}). What is missed: a text that shares no band (see {@link MinHash} for the
 * odds), or only bands of a crowd ({@link Buckets}), or, in a crowd, shares less than 64 others.
 */
final class NearIndex {
  static final int MOST_COMPARED = 64;

  private static final int WORDS = 0;
  private static final int FIRST_BAND = 1;
  private static final int DETAILS = FIRST_BAND + MinHash.BANDS;

  private static final int SAME_WORDS_WEIGHT = 128;
  private static final int SAME_DETAILS_WEIGHT = 64;

  /** A text that was measured. */
  interface Found {
    void at(int number, double similarity);
  }

  private final boolean detailsCount;
  private final TextStore texts = new TextStore();
  private final Buckets buckets;
  private final ReadText text;
  private final MinHash minHash = new MinHash();
  private final Measure measure = new Measure();
  private final Candidates candidates = new Candidates();
  private final int[] bucket = new int[Buckets.CROWD];
  private final int[] keys;

  /** How many texts have each key; known once they were looked for. */
  private final int[] found;

  private final int[] begins;
  private boolean keysAreComplete;
  private boolean foundIsKnown;
  private long compared;

  NearIndex(boolean detailsCount, int expected) {
    this.detailsCount = detailsCount;
    this.text = detailsCount ? ReadText.withDetails() : ReadText.wordsAlone();
    this.keys = new int[detailsCount ? DETAILS + 1 : DETAILS];
    this.found = new int[keys.length];
    this.begins = new int[keys.length];
    this.buckets = new Buckets(keys.length, expected);
  }

  /** Takes the text that the other methods are about. */
  void take(String offered) {
    text.read(offered);
    long all = detailsCount ? text.all() + 31 * text.details() : text.all();
    keys[WORDS] = (int) WordHash.spread(all);
    keysAreComplete = false;
    foundIsKnown = false;
  }

  /** Number of the remembered text of the same words and, where they count, details, or -1. */
  int same() {
    int count = buckets.find(WORDS, keys[WORDS], bucket);
    for (int i = 0; i < count; i++) {
      boolean sameDetails = !detailsCount || texts.sameDetails(bucket[i], text);
      if (sameDetails && texts.sameWords(bucket[i], text)) {
        return bucket[i];
      }
    }
    return -1;
  }

  boolean sameDetails(int number) {
    return texts.sameDetails(number, text);
  }

  /** Measures every candidate that can be at least so alike, in ascending order. */
  void measure(double wanted, Found found) {
    complete();
    look();
    for (int number : candidates.heaviest(MOST_COMPARED)) {
      if (measure.atMost(texts, number) >= wanted) {
        compared++;
        found.at(number, measure.similarity(texts, number));
      }
    }
  }

  /** Remembers the text that was taken and returns its number. */
  int add() {
    complete();
    if (!foundIsKnown) {
      look();
    }
    int number = texts.add(text, measure.shingles());
    buckets.add(number, keys, found);
    return number;
  }

  long compared() {
    return compared;
  }

  private void look() {
    candidates.clear();
    buckets.begin(keys, begins);
    collect(WORDS, SAME_WORDS_WEIGHT);
    if (detailsCount) {
      collect(DETAILS, SAME_DETAILS_WEIGHT);
    }
    for (int band = 0; band < MinHash.BANDS; band++) {
      collect(FIRST_BAND + band, 1);
    }
    foundIsKnown = true;
  }

  private void collect(int kind, int weight) {
    found[kind] = buckets.find(kind, keys[kind], begins[kind], bucket);
    for (int i = 0; i < found[kind]; i++) {
      candidates.add(bucket[i], weight);
    }
  }

  /** The work that a text of the same words as another never needs. */
  private void complete() {
    if (!keysAreComplete) {
      minHash.keys(text, keys, FIRST_BAND);
      if (detailsCount) {
        keys[DETAILS] = (int) WordHash.spread(text.details());
      }
      measure.take(text);
      keysAreComplete = true;
    }
  }
}
