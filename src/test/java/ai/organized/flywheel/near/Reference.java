package ai.organized.flywheel.near;

import ai.organized.flywheel.near.UniqueTexts.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The rules of {@link UniqueTexts} said plainly: strings, lists, all compared with all. */
final class Reference {
  /** A text as the rules see it; nobody compares two of these. */
  @SuppressWarnings("ArrayRecordComponent")
  record Seen(List<String> words, FixDetails details, long[] shingles, int[] numbers) {
    static Seen of(String text) {
      List<String> words =
          Stream.of(Words.of(text)).map(word -> word.toLowerCase(Locale.ROOT)).toList();
      int[] numbers = words.stream().mapToInt(String::hashCode).toArray();
      return new Seen(words, FixDetails.of(text), Shingles.of(text), numbers);
    }

    double jaccard(Seen other) {
      return Shingles.jaccard(shingles, other.shingles);
    }

    double similarity(Seen other) {
      int shorter = Math.min(numbers.length, other.numbers.length);
      int longer = Math.max(numbers.length, other.numbers.length);
      if (shorter < 20 || longer > 2000) {
        return jaccard(other);
      }
      double common = AlignmentTest.slowly(numbers, other.numbers);
      return Math.max(jaccard(other), common / longer);
    }
  }

  private record Kept(int place, Seen text) {}

  private final double threshold;
  private final List<Kept> kept = new ArrayList<>();
  private int offered;

  Reference(double threshold) {
    this.threshold = threshold;
  }

  Outcome decide(Seen text) {
    int place = offered++;
    Outcome.Near nearest = null;
    for (Kept other : kept) {
      if (other.text().details().equals(text.details())) {
        if (other.text().words().equals(text.words())) {
          return new Outcome.Same(other.place());
        }
        double similarity = other.text().similarity(text);
        if (similarity >= threshold && (nearest == null || similarity > nearest.similarity())) {
          nearest = new Outcome.Near(other.place(), similarity);
        }
      }
    }
    if (nearest != null) {
      return nearest;
    }
    kept.add(new Kept(place, text));
    return new Outcome.Kept();
  }

  /** Makes the reference agree with a near-duplicate that was missed. */
  void keep(Seen text) {
    kept.add(new Kept(offered - 1, text));
  }
}
