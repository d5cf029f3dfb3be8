package ai.organized.flywheel.serve;

import java.util.Locale;

/** What answers when no model of a client can. */
public enum FallbackKind {
  /** A base model with the account state and the nearest past solutions. */
  RAG_CONTEXT,
  /** A base model with the account state alone. */
  BASE_MODEL,
  /** Nothing: the caller gets an error. */
  ERROR;

  public static FallbackKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** As it stands in a config, the header {@code x-fallback-used} and the table. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
