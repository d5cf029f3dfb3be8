package ai.organized.flywheel.bench.gateway;

import java.util.Locale;

/** What goes wrong upstream when a request asks for it in {@code metadata.fault}. */
enum StubFault {
  /** Nothing. */
  NONE,
  /** 500 with an error object. */
  STATUS,
  /** Nothing ever comes. */
  HANG,
  /** The connection ends in the middle of the answer. */
  DIE,
  /** The first byte comes after a second. */
  SLOW,
  /** Bytes that are no HTTP. */
  GARBAGE,
  /** The connection ends before a byte. */
  RESET;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StubFault of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
