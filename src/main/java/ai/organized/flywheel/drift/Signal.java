package ai.organized.flywheel.drift;

import java.util.Locale;

/** What is watched of a version in use. */
enum Signal {
  /** Share of answers that failed. */
  ERRORS("error rate", true),
  /** Share of answers that something else gave in the version's place. */
  FALLBACKS("fallback rate", true),
  /** What people say of its answers, 0 to 1. */
  ACCEPTANCE("acceptance", true),
  /** Tokens of an answer. */
  LENGTH("answer length", false),
  /** Golden prompts, twice in a row. */
  GOLDEN("golden prompts", true);

  private final String name;
  private final boolean rollsBack;

  Signal(String name, boolean rollsBack) {
    this.name = name;
    this.rollsBack = rollsBack;
  }

  /** As it stands in the table. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  String inWords() {
    return name;
  }

  /** Whether it is reason enough to go back; other answers than before need not be worse. */
  boolean rollsBack() {
    return rollsBack;
  }
}
