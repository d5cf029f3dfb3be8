package ai.organized.flywheel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Texts that look like tracking fixes: sentences that many share, with other identifiers in them,
 * between sentences of ordinary words, some of which are far more frequent than others.
 *
 * <p>About one text in seven has no identifier and no number at all, and identifiers come out of
 * small pools: the details alone do not tell the texts apart.
 */
final class PlantedTexts {
  private static final int LEAST_WORDS = 30;
  private static final int MOST_WORDS = 60;

  private PlantedTexts() {}

  /** Words with the punctuation that follows them. */
  static List<String> solution(Random random) {
    int length = LEAST_WORDS + random.nextInt(MOST_WORDS - LEAST_WORDS + 1);
    boolean plain = random.nextInt(7) == 0;
    int shared = 0;
    List<String> words = new ArrayList<>();
    while (words.size() < length) {
      // One at most: texts of shared sentences alone are duplicates that nobody planted.
      boolean share = shared == 0 && random.nextInt(3) == 0;
      shared += share ? 1 : 0;
      words.addAll(share ? shared(plain, random) : own(plain, random));
    }
    words.subList(length, words.size()).clear();
    return words;
  }

  static List<String> problem(Random random) {
    List<String> words = own(false, random);
    words.addAll(own(false, random));
    return words;
  }

  private static List<String> shared(boolean plain, Random random) {
    List<String> templates = plain ? PlantedWords.PLAIN_SENTENCES : PlantedWords.SENTENCES;
    List<String> sentence = new ArrayList<>();
    for (String word : PlantedWords.split(templates.get(random.nextInt(templates.size())))) {
      int slot = word.indexOf('#');
      sentence.add(
          slot < 0 ? word : detail(word.charAt(slot + 1), random) + word.substring(slot + 2));
    }
    return sentence;
  }

  private static List<String> own(boolean plain, Random random) {
    List<String> sentence = new ArrayList<>();
    int length = 7 + random.nextInt(9);
    for (int i = 0; i < length; i++) {
      boolean detail = !plain && i > 0 && random.nextInt(9) == 0;
      sentence.add(detail ? detail("aglnev".charAt(random.nextInt(6)), random) : ordinary(random));
    }
    String first = sentence.get(0);
    sentence.set(0, first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1));
    sentence.set(length / 2, sentence.get(length / 2) + (random.nextInt(3) == 0 ? "," : ""));
    sentence.set(length - 1, sentence.get(length - 1) + ".");
    return sentence;
  }

  /** A word of prose; the tenth part of them makes up a third of what is said. */
  static String ordinary(Random random) {
    List<String> words = PlantedWords.ORDINARY;
    double at = Math.pow(random.nextDouble(), 2.1);
    return words.get((int) (at * words.size()));
  }

  /** An identifier, a path, a number, an event or a word that negates or has an opposite. */
  static String detail(char kind, Random random) {
    return switch (kind) {
      case 'a' -> "AW-" + (100000000 + random.nextInt(60) * 7919);
      case 'g' ->
          "GTM-"
              + Integer.toString(40000000 + random.nextInt(60) * 104729, 36)
                  .toUpperCase(Locale.ROOT);
      case 'l' -> PlantedWords.PATHS.get(random.nextInt(PlantedWords.PATHS.size()));
      case 'n' -> Integer.toString((1 + random.nextInt(12)) * (random.nextBoolean() ? 1 : 250));
      case 'e' -> PlantedWords.EVENTS.get(random.nextInt(PlantedWords.EVENTS.size()));
      default -> PlantedWords.TURNS.get(random.nextInt(PlantedWords.TURNS.size()));
    };
  }
}
