package ai.organized.flywheel.dataset;

import java.util.List;
import java.util.function.Predicate;

/** Tells whether an example is a holdout question, or would give one away. */
public final class NearQuestions implements Predicate<Example> {
  private final LeakPaths paths;

  /**
   * @param asked the questions of all versions
   * @param nearDuplicate similarity 0 to 1 from which a text is near
   */
  public NearQuestions(List<Example> asked, double nearDuplicate) {
    Decisions questions = new Decisions();
    this.paths = new LeakPaths(nearDuplicate, questions, asked.size());
    for (Example question : asked) {
      questions.add(question, Part.HOLDOUT);
      paths.question(questions.size() - 1, question);
    }
  }

  @Override
  public boolean test(Example example) {
    return paths.of(example).isPresent();
  }
}
