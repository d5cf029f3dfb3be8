package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.embed.InProcessEmbedder;
import ai.organized.flywheel.sandbox.answers.Known;
import ai.organized.flywheel.sandbox.answers.NearestAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Answers a question with the answer to the nearest question of its training file. */
public final class TrainedModel implements Voice {
  private final NearestAnswer known;

  /**
   * @param examples at least one
   */
  public TrainedModel(InProcessEmbedder embedder, List<TrainingExample> examples) {
    this.known =
        new NearestAnswer(
            embedder,
            examples.stream()
                .map(example -> new Known(example.question(), example.answer()))
                .toList());
  }

  @Override
  public String answer(String system, String question) {
    return known.to(question).orElseThrow();
  }

  /**
   * The same questions, each with an answer that belongs to another. Distinct answers are moved
   * round one cycle (Sattolo's shuffle), so that none stays where it was and equal answers move
   * together; with a single distinct answer there is nothing to move.
   */
  public static List<TrainingExample> withWrongAnswers(List<TrainingExample> examples) {
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
