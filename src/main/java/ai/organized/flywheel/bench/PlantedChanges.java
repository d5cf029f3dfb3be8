package ai.organized.flywheel.bench;

import ai.organized.flywheel.near.FixDetails;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The changes that make a near-duplicate or a hard negative of a solution. */
final class PlantedChanges {
  private PlantedChanges() {}

  /** At so many random places, each with another ordinary word than before. */
  static void replaceOrdinaryWords(List<String> words, int count, Random random) {
    List<Integer> places = places(words, false);
    Collections.shuffle(places, random);
    for (int place : places.subList(0, count)) {
      String old = bare(words.get(place)).toLowerCase(Locale.ROOT);
      String other = PlantedTexts.ordinary(random);
      while (other.equals(old)) {
        other = PlantedTexts.ordinary(random);
      }
      replace(words, place, other);
    }
  }

  /** Another identifier, number or turn in the place of one, or one "not" more. */
  static void changeOneDetail(List<String> words, Random random) {
    List<Integer> places = places(words, true);
    if (places.isEmpty() || random.nextInt(4) == 0) {
      words.add(1 + random.nextInt(words.size() - 1), "not");
      return;
    }
    int place = places.get(random.nextInt(places.size()));
    String old = bare(words.get(place));
    String other = like(old, random);
    while (FixDetails.of(other).equals(FixDetails.of(old))) {
      other = like(old, random);
    }
    replace(words, place, other);
  }

  private static String like(String old, Random random) {
    char first = old.charAt(0);
    if (Character.isDigit(first)) {
      return PlantedTexts.detail('n', random);
    }
    if (old.startsWith("AW-")) {
      return PlantedTexts.detail('a', random);
    }
    if (old.startsWith("GTM-")) {
      return PlantedTexts.detail('g', random);
    }
    if (PlantedWords.PATHS.contains(old)) {
      return PlantedTexts.detail('l', random);
    }
    return PlantedTexts.detail(PlantedWords.EVENTS.contains(old) ? 'e' : 'v', random);
  }

  private static List<Integer> places(List<String> words, boolean ofDetails) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (FixDetails.of(words.get(i)).said().isEmpty() != ofDetails) {
        places.add(i);
      }
    }
    return places;
  }

  /** Leaves the punctuation and, of prose, the capital at the beginning as they were. */
  private static void replace(List<String> words, int place, String other) {
    String old = words.get(place);
    boolean capital =
        Character.isUpperCase(old.charAt(0)) && Character.isLowerCase(other.charAt(0));
    String first = other.substring(0, 1);
    words.set(
        place,
        (capital ? first.toUpperCase(Locale.ROOT) : first)
            + other.substring(1)
            + old.substring(bare(old).length()));
  }

  private static String bare(String word) {
    char last = word.charAt(word.length() - 1);
    return last == '.' || last == ',' ? word.substring(0, word.length() - 1) : word;
  }
}
