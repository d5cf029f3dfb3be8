package ai.organized.flywheel.validate;

import ai.organized.flywheel.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Remembers texts, and a number with each, in 12 bytes a place: by 64 bits of their SHA-256, of
 * which two of a million texts share all with a chance of 1 in 30 million.
 *
 * <p>Past {@value #MOST} texts no new one is remembered, so that memory ends before a file does.
 */
final class SeenTexts {
  static final int MOST = 1_000_000;

  private final MessageDigest digest = Sha256.digest();
  private long[] keys = new long[1 << 12];
  private int[] numbers = new int[1 << 12];
  private int size;

  /** The number that is remembered with a text, 0 when it is not known. */
  int get(String text) {
    return numbers[place(key(text))];
  }

  /**
   * @param number at least 1
   */
  void put(String text, int number) {
    long key = key(text);
    int place = place(key);
    if (numbers[place] == 0) {
      if (isFull()) {
        return;
      }
      size++;
      keys[place] = key;
    }
    numbers[place] = number;
    if (2 * size > keys.length) {
      grow();
    }
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size >= MOST;
  }

  /** Where a key stands, or would stand. */
  private int place(long key) {
    int mask = keys.length - 1;
    int place = (int) key & mask;
    while (numbers[place] != 0 && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[2 * oldKeys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != 0) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        numbers[place] = oldNumbers[i];
      }
    }
  }

  private long key(String text) {
    return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
