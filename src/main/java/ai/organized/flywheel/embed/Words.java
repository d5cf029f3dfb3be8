package ai.organized.flywheel.embed;

import java.util.regex.Pattern;

/** Whether a text says anything: a letter or a digit. What has none is all zeros as a vector. */
public final class Words {
  private static final Pattern ANY = Pattern.compile("[\\p{L}\\p{N}]");

  private Words() {}

  public static boolean areIn(String text) {
    return ANY.matcher(text).find();
  }
}
