package ai.organized.flywheel.sandbox.answers;

import ai.organized.flywheel.embed.Cosine;
import ai.organized.flywheel.embed.InProcessEmbedder;
import java.util.List;
import java.util.Optional;

/** Answers a question with the answer to the nearest one that is known. */
public final class NearestAnswer {
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Embedded(float[] question, String answer) {}

  private final InProcessEmbedder embedder;
  private final List<Embedded> known;

  public NearestAnswer(InProcessEmbedder embedder, List<Known> known) {
    this.embedder = embedder;
    this.known =
        known.stream()
            .map(each -> new Embedded(embedder.embed(each.question()), each.answer()))
            .toList();
  }

  /** Who knows no more than a text says: each of its lines that is not blank answers itself. */
  public static NearestAnswer ofLines(InProcessEmbedder embedder, String text) {
    return new NearestAnswer(
        embedder,
        text.lines()
            .filter(line -> !line.isBlank())
            .map(line -> new Known(line, line.strip()))
            .toList());
  }

  /**
   * The first of the nearest; a question without a word is as near to one as to another.
   *
   * @return empty when nothing is known
   */
  public Optional<String> to(String question) {
    float[] asked = embedder.embed(question);
    Optional<String> answer = Optional.empty();
    double nearest = Double.NEGATIVE_INFINITY;
    for (Embedded each : known) {
      double cosine = Cosine.of(asked, each.question());
      if (cosine > nearest) {
        answer = Optional.of(each.answer());
        nearest = cosine;
      }
    }
    return answer;
  }
}
