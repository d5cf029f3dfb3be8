package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.embed.Cosine;
import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.evaluate.Scorecard.Row;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** Holds answers against their references. */
public final class ScoreAnswers {
  private static final double CONFIDENCE = 0.95;

  private final InProcessEmbedder embedder;

  public ScoreAnswers(InProcessEmbedder embedder) {
    this.embedder = embedder;
  }

  /**
   * @param ids of the questions
   * @param references the known answers, in the same order
   * @param answers the model's, in the same order
   */
  public Scorecard score(List<String> ids, List<String> references, List<String> answers) {
    if (ids.size() < 2 || references.size() != ids.size() || answers.size() != ids.size()) {
      throw new IllegalArgumentException(
          "a scorecard needs two or more questions, each with its reference and its answer");
    }
    List<float[]> known = references.stream().map(embedder::embed).toList();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      rows.add(row(ids.get(i), embedder.embed(answers.get(i)), known, i));
    }
    return card(rows);
  }

  private static Row row(String id, float[] answer, List<float[]> known, int own) {
    double similarity = Cosine.of(answer, known.get(own));
    double nearestOther = 0;
    for (int other = 0; other < known.size(); other++) {
      if (other != own) {
        nearestOther = Math.max(nearestOther, Cosine.of(answer, known.get(other)));
      }
    }
    return new Row(id, similarity, nearestOther, similarity > nearestOther);
  }

  private Scorecard card(List<Row> rows) {
    int n = rows.size();
    int recalled = (int) rows.stream().filter(Row::recalled).count();
    double chance = 1.0 / n;
    ConfidenceInterval interval = new WilsonScoreInterval().createInterval(n, recalled, CONFIDENCE);
    return new Scorecard(
        n,
        recalled,
        (double) recalled / n,
        rows.stream().mapToDouble(Row::similarity).average().orElseThrow(),
        Math.max(0, interval.getLowerBound()),
        Math.min(1, interval.getUpperBound()),
        chance,
        new BinomialTest().binomialTest(n, recalled, chance, AlternativeHypothesis.GREATER_THAN),
        embedder.fingerprint(),
        rows);
  }
}
