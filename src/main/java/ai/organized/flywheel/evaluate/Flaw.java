package ai.organized.flywheel.evaluate;

import java.util.Locale;

/** What is wrong with an answer, whatever it says. The worst first. */
public enum Flaw {
  /** Nothing, or nothing with a letter or digit in it. */
  EMPTY,
  /** A piece of the chat template: the model was served with a template that is not its own. */
  TEMPLATE,
  /** A token that ends a turn, as text: the model does not stop where it should. */
  STOP_TOKEN,
  /** The same words over and over. */
  REPETITION,
  /** The model would not answer. */
  DECLINED,
  /** Not the plain answer: another turn of the talk, thoughts, a message as JSON. */
  FORMAT,
  /** It was longer than an answer may be. */
  CUT_OFF;

  /** As it stands in tables and scorecards. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Flaw of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** A model that does this is not served with, or not trained as, what it is. */
  public boolean isBroken() {
    return this == EMPTY || this == TEMPLATE || this == STOP_TOKEN || this == REPETITION;
  }
}
