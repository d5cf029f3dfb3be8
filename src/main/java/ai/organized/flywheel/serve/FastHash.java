package ai.organized.flywheel.serve;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of bytes at some gigabytes a second, for telling conversations apart; nothing is
 * protected by it. Each word is mixed as in MurmurHash3's finalizer.
 */
final class FastHash {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FIRST = 0xff51afd7ed558ccdL;
  private static final long SECOND = 0xc4ceb9fe1a85ec53L;

  private FastHash() {}

  static long of(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash ^ (long) WORD.get(bytes, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = (rest << Byte.SIZE) | (bytes[at] & 0xff);
    }
    return mix(hash ^ rest);
  }

  private static long mix(long word) {
    long mixed = (word ^ word >>> 33) * FIRST;
    mixed = (mixed ^ mixed >>> 33) * SECOND;
    return mixed ^ mixed >>> 33;
  }
}
