package ai.organized.flywheel.bench.gateway;

/** Looks for bytes in bytes. */
final class Bytes {
  private Bytes() {}

  static boolean contains(byte[] all, byte[] wanted) {
    for (int start = all.length - wanted.length; start >= 0; start--) { // wishes stand at the end
      int same = 0;
      while (same < wanted.length && all[start + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
