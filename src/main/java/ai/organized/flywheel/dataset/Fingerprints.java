package ai.organized.flywheel.dataset;

import ai.organized.flywheel.hash.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Ids in an order, 8 bytes each, and what earlier versions did with each. */
final class Fingerprints {
  private long[] hashes = new long[64];
  private Example.Past[] pasts = new Example.Past[64];
  private int size;

  /** Returns the place. */
  int add(String id, Example.Past past) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size + size / 2);
      pasts = Arrays.copyOf(pasts, size + size / 2);
    }
    hashes[size] = hash(id);
    pasts[size] = past;
    return size++;
  }

  boolean is(int place, String id) {
    return place < size && hashes[place] == hash(id);
  }

  Example.Past past(int place) {
    return pasts[place];
  }

  private static long hash(String id) {
    return ByteBuffer.wrap(Sha256.of(id)).getLong();
  }
}
