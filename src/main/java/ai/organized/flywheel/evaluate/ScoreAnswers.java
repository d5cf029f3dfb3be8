package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.embed.Cosine;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.evaluate.Scorecard.Effort;
import ai.organized.flywheel.evaluate.Scorecard.Row;
import ai.organized.flywheel.hash.Sha256;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;

/** Holds answers against their references. */
public final class ScoreAnswers {
  /** Of the normal distribution, for an interval of 95 %. */
  private static final double Z = 1.959963984540054;

  private final Embedder embedder;

  public ScoreAnswers(Embedder embedder) {
    this.embedder = embedder;
  }

  /**
   * @param holdout the questions with the known answers
   * @param answers of one model to each, in the same order: as many to each as there are samples
   * @throws ai.organized.flywheel.failure.UnavailableException when the embedder does not answer
   */
  public Scorecard score(
      ClientId client, List<Example> holdout, List<List<Answer>> answers, Effort effort) {
    if (holdout.size() < 2 || answers.size() != holdout.size() || answers.get(0).isEmpty()) {
      throw new IllegalArgumentException(
          "a scorecard needs two or more questions, each with its reference and its answers");
    }
    List<float[]> known = embedder.embed(client, holdout.stream().map(Example::answer).toList());
    Iterator<float[]> said =
        embedder
            .embed(client, answers.stream().flatMap(List::stream).map(Answer::text).toList())
            .iterator();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < holdout.size(); i++) {
      rows.add(row(holdout.get(i).id(), answers.get(i), said, known, i));
    }
    return card(holdout, answers, effort, rows);
  }

  private static Row row(
      String id, List<Answer> answers, Iterator<float[]> said, List<float[]> known, int own) {
    int samples = answers.size();
    int recalled = 0;
    double similarity = 0;
    double nearestOther = 0;
    for (int sample = 0; sample < samples; sample++) {
      float[] answer = said.next();
      double mine = Cosine.of(answer, known.get(own));
      double other = nearestOther(answer, known, own);
      recalled += mine > other ? 1 : 0;
      similarity += mine / samples;
      nearestOther += other / samples;
    }
    List<String> flaws = answers.stream().flatMap(a -> a.flaw().stream()).map(Flaw::word).toList();
    return new Row(id, recalled, samples, similarity, nearestOther, flaws);
  }

  private static double nearestOther(float[] answer, List<float[]> known, int own) {
    double nearest = 0;
    for (int other = 0; other < known.size(); other++) {
      if (other != own) {
        nearest = Math.max(nearest, Cosine.of(answer, known.get(other)));
      }
    }
    return nearest;
  }

  private Scorecard card(
      List<Example> holdout, List<List<Answer>> answers, Effort effort, List<Row> rows) {
    int n = rows.size();
    double shares = rows.stream().mapToDouble(row -> (double) row.recalled() / row.samples()).sum();
    double recall = shares / n;
    double chance = 1.0 / n;
    // The question is the unit: its samples are alike. A share of a question counts as none.
    int wholeQuestions = (int) Math.floor(shares + 1e-9);
    Question any = answers.get(0).get(0).question();
    return new Scorecard(
        n,
        rows.get(0).samples(),
        rows.stream().mapToInt(Row::recalled).sum(),
        recall,
        rows.stream().mapToDouble(Row::similarity).average().orElseThrow(),
        Math.max(0, wilson(recall, n, -Z)),
        Math.min(1, wilson(recall, n, Z)),
        chance,
        new BinomialTest()
            .binomialTest(n, wholeQuestions, chance, AlternativeHypothesis.GREATER_THAN),
        fingerprint(holdout, any.sampling()),
        any.contestant().promptHash(),
        flaws(rows),
        effort,
        rows);
  }

  /** One end of Wilson's score interval of a share of n. */
  private static double wilson(double share, int n, double z) {
    double spread = z * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
    return (share + z * z / (2 * n) + spread) / (1 + z * z / n);
  }

  private static SortedMap<String, Integer> flaws(List<Row> rows) {
    SortedMap<String, Integer> flaws = new TreeMap<>();
    rows.forEach(row -> row.flaws().forEach(flaw -> flaws.merge(flaw, 1, Integer::sum)));
    return flaws;
  }

  private String fingerprint(List<Example> holdout, Sampling sampling) {
    String questions =
        holdout.stream()
            .map(example -> Sha256.hex(example.question()) + Sha256.hex(example.answer()))
            .collect(Collectors.joining());
    return embedder.fingerprint()
        + "; "
        + sampling.key()
        + ", samples="
        + sampling.samples()
        + "; questions="
        + Sha256.hex(questions).substring(0, 12);
  }
}
