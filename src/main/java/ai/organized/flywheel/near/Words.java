package ai.organized.flywheel.near;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a text; an identifier such as {@code AW-100/aB_c} or {@code items[0].price} is one.
 *
 * <p>Punctuation around a word does not count, except where it makes another word of it: the sign,
 * point, currency or percent of a number ({@code -1}, {@code .5}, {@code 20%}), a {@code !} that
 * negates, and comparisons ({@code ==}, {@code !=}) that stand alone.
 */
public final class Words {
  private Words() {}

  public static String[] of(String text) {
    List<String> words = new ArrayList<>();
    WordScan scan = new WordScan(text);
    while (scan.next()) {
      words.add(text.substring(scan.from(), scan.to()));
    }
    return words.toArray(String[]::new);
  }
}
