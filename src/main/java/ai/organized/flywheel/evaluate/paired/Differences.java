package ai.organized.flywheel.evaluate.paired;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * By how much two models differ, question by question. Which question it was does not matter: what
 * counts is how many questions have which difference.
 *
 * @param samples answers to each question, k
 * @param counts how many questions have the difference -k, …, 0, …, k; in answers, positive when
 *     the candidate recalled more
 */
public record Differences(int samples, List<Integer> counts) {
  public Differences {
    if (samples < 1
        || counts.size() != 2 * samples + 1
        || counts.stream().anyMatch(count -> count < 0)
        || counts.stream().allMatch(count -> count == 0)) {
      throw new IllegalArgumentException(
          "differences need questions, and a count for each from -k to k");
    }
    counts = List.copyOf(counts);
  }

  /**
   * @param answers of each question: how many more the candidate recalled, from -samples to samples
   */
  public static Differences of(int samples, List<Integer> answers) {
    List<Integer> counts = new ArrayList<>(Collections.nCopies(2 * samples + 1, 0));
    for (int difference : answers) {
      if (Math.abs(difference) > samples) {
        throw new IllegalArgumentException(
            "a difference of " + difference + " answers of " + samples);
      }
      counts.set(samples + difference, counts.get(samples + difference) + 1);
    }
    return new Differences(samples, counts);
  }

  public int questions() {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  /** Answers that the candidate recalled more, over all questions. */
  public int net() {
    int net = 0;
    for (int i = 0; i < counts.size(); i++) {
      net += (i - samples) * counts.get(i);
    }
    return net;
  }

  /** Difference of the two recalls, from -1 to 1. */
  public double mean() {
    return (double) net() / ((double) samples * questions());
  }

  /** Questions of which the candidate recalled more answers. */
  public int better() {
    return counts.subList(samples + 1, counts.size()).stream().mapToInt(Integer::intValue).sum();
  }

  /** Questions of which the candidate recalled fewer answers. */
  public int worse() {
    return counts.subList(0, samples).stream().mapToInt(Integer::intValue).sum();
  }

  /** The same seen from the other model. */
  public Differences mirrored() {
    List<Integer> reversed = new ArrayList<>(counts);
    Collections.reverse(reversed);
    return new Differences(samples, reversed);
  }

  /** So many questions with, as nearly as whole questions allow, the same shares. */
  Differences scaledTo(int wanted) {
    int questions = questions();
    List<Integer> scaled = new ArrayList<>();
    long seen = 0;
    long given = 0;
    for (int count : counts) {
      seen += count;
      long upToHere = Math.round((double) seen * wanted / questions);
      scaled.add((int) (upToHere - given));
      given = upToHere;
    }
    return new Differences(samples, scaled);
  }
}
