package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Example;
import ai.organized.flywheel.evaluate.Contestant.Role;
import ai.organized.flywheel.evaluate.Scorecard.Effort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores texts without a store. */
final class Scoring {
  static final ClientId ACME = new ClientId("acme");
  static final Contestant MODEL =
      new Contestant(
          Role.CANDIDATE, Optional.of(1), "openai", "ft:base:1", "base", "You know tags.");

  private Scoring() {}

  /**
   * @param answers to each question, one a sample
   */
  static Scorecard score(
      ScoreAnswers scoring, List<String> references, List<List<String>> answers) {
    List<Example> holdout = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      holdout.add(example("q" + i, references.get(i)));
    }
    List<List<Answer>> said = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      said.add(answers("q" + i, answers.get(i)));
    }
    return scoring.score(ACME, holdout, said, Effort.UNKNOWN);
  }

  private static List<Answer> answers(String id, List<String> texts) {
    List<Answer> answers = new ArrayList<>();
    Sampling sampling = new Sampling(texts.size() > 1 ? 0.7 : 0, texts.size());
    for (String text : texts) {
      Question question = new Question(ACME, MODEL, id, "why " + id, sampling, answers.size());
      answers.add(Answer.of(question, text));
    }
    return answers;
  }

  private static Example example(String id, String reference) {
    return new Example(
        id,
        "why " + id,
        reference,
        0.9,
        Instant.EPOCH,
        "run",
        List.of(),
        Optional.empty(),
        Example.Past.NEW);
  }
}
