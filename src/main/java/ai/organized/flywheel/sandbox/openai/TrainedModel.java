package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.embed.Cosine;
import ai.organized.flywheel.embed.InProcessEmbedder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Answers a question with the answer to the nearest question of its training file. */
final class TrainedModel {
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Known(float[] question, String answer) {}

  private final InProcessEmbedder embedder;
  private final List<Known> known = new ArrayList<>();

  TrainedModel(InProcessEmbedder embedder, List<TrainingExample> examples) {
    this.embedder = embedder;
    for (TrainingExample example : examples) {
      known.add(new Known(embedder.embed(example.question()), example.answer()));
    }
  }

  /** The first of the nearest; a question without a word is as near to one as to another. */
  String answer(String question) {
    float[] asked = embedder.embed(question);
    Known nearest = known.get(0);
    double nearestCosine = Cosine.of(asked, nearest.question());
    for (Known each : known) {
      double cosine = Cosine.of(asked, each.question());
      if (cosine > nearestCosine) {
        nearest = each;
        nearestCosine = cosine;
      }
    }
    return nearest.answer();
  }

  /**
   * The same questions, each with an answer that belongs to another. Distinct answers are moved
   * round one cycle (Sattolo's shuffle), so that none stays where it was and equal answers move
   * together; with a single distinct answer there is nothing to move.
   */
  static List<TrainingExample> withWrongAnswers(List<TrainingExample> examples) {
    List<String> answers =
        new ArrayList<>(
            new LinkedHashSet<>(examples.stream().map(TrainingExample::answer).toList()));
    List<String> moved = new ArrayList<>(answers);
    Random random = new Random(1); // the same wrong answers every time
    for (int i = moved.size() - 1; i > 0; i--) {
      Collections.swap(moved, i, random.nextInt(i));
    }
    Map<String, String> wrongFor = new HashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      wrongFor.put(answers.get(i), moved.get(i));
    }
    return examples.stream()
        .map(
            example ->
                new TrainingExample(
                    example.question(), wrongFor.get(example.answer()), example.words()))
        .toList();
  }
}
