package ai.organized.flywheel.evaluate;

import java.util.Locale;

/** What a judge model said of two answers. */
enum Choice {
  FIRST,
  SECOND,
  SAME,
  /** Anything but one of the three words. */
  UNCLEAR;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Choice of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Strictly one word: an answer that talked the judge round makes it talk. */
  static Choice read(String said) {
    return switch (said.strip().replaceAll("[.\"'*`]", "").toUpperCase(Locale.ROOT)) {
      case "FIRST" -> FIRST;
      case "SECOND" -> SECOND;
      case "SAME" -> SAME;
      default -> UNCLEAR;
    };
  }

  /** The same of the two answers in the other order. */
  Choice swapped() {
    return switch (this) {
      case FIRST -> SECOND;
      case SECOND -> FIRST;
      default -> this;
    };
  }
}
