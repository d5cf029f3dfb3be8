package ai.organized.flywheel.near;

/** Numbers for words: the same word has the same number on every machine and in every version. */
final class WordHash {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private WordHash() {}

  /** 32 bits for the characters from {@code from} up to {@code to}; their case does not count. */
  static int folded(String text, int from, int to) {
    long hash = BASIS;
    for (int i = from; i < to; i++) {
      int c = text.charAt(i);
      if (c >= 0x80) {
        c = text.codePointAt(i);
        i += Character.charCount(c) - 1;
        // Both ways: the Greek ς and σ are one letter only as capitals.
        c = Character.toLowerCase(Character.toUpperCase(c));
      } else if (c >= 'A' && c <= 'Z') {
        c += 'a' - 'A';
      }
      hash = (hash ^ c) * PRIME;
    }
    return (int) spread(hash);
  }

  /** 64 bits for the characters as they stand. */
  static long exact(String text) {
    long hash = BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return spread(hash);
  }

  /** The finaliser of SplitMix64: every bit of the result depends on every bit given. */
  static long spread(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
