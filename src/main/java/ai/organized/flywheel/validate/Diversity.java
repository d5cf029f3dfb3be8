package ai.organized.flywheel.validate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Locale;

/**
 * How much there is to learn from.
 *
 * @param lines that were compared
 * @param distinctQuestions at least so many, when there are more than {@value SeenTexts#MOST}
 * @param mostFrequentAnswer share 0 to 1 of the lines that give the answer that is given most
 * @param mostFrequentOpening the same for the first {@value CountDiversity#OPENING} words, figures
 *     aside
 * @param typeTokenRatio distinct words among all words of the answers, 0 to 1, as the mean over
 *     stretches of {@value CountDiversity#STRETCH} words, because over all it falls with length; 0
 *     when there is no whole stretch
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Diversity(
    long lines,
    int distinctQuestions,
    int distinctAnswers,
    double mostFrequentAnswer,
    double mostFrequentOpening,
    double typeTokenRatio) {
  /** Shares below which distinct questions or answers are too few. */
  static final double FEWEST_DISTINCT = 0.5;

  /** Share above which one answer, or one way to begin, teaches little else. */
  static final double MOST_OF_ONE = 0.2;

  static final double MOST_OF_ONE_OPENING = 0.5;

  /** Measured: prose about tracking has 0.5 to 0.7; one sentence with changing names below 0.2. */
  static final double LOWEST_RATIO = 0.25;

  /** Lines; of fewer, shares say little. */
  static final int ENOUGH = 10;

  void judge(Findings findings) {
    if (lines < ENOUGH) {
      return;
    }
    if (distinctQuestions < FEWEST_DISTINCT * lines) {
      warn(
          findings,
          "few_questions",
          "only %d of %d questions are distinct; below half, a model learns them by heart",
          distinctQuestions,
          lines);
    }
    if (distinctAnswers < FEWEST_DISTINCT * lines) {
      warn(
          findings,
          "few_answers",
          "only %d of %d answers are distinct; below half, a model learns to repeat itself",
          distinctAnswers,
          lines);
    }
    if (mostFrequentAnswer > MOST_OF_ONE) {
      warn(
          findings,
          "one_answer",
          "one answer is given by %.0f %% of the lines; more than %.0f %% teaches little else",
          100 * mostFrequentAnswer,
          100 * MOST_OF_ONE);
    }
    if (mostFrequentOpening > MOST_OF_ONE_OPENING) {
      warn(
          findings,
          "one_opening",
          "%.0f %% of the answers begin with the same words, figures aside",
          100 * mostFrequentOpening);
    }
    if (typeTokenRatio > 0 && typeTokenRatio < LOWEST_RATIO) {
      warn(
          findings,
          "few_words",
          "the answers use few words: type-token ratio %.2f, prose has more than %.2f",
          typeTokenRatio,
          LOWEST_RATIO);
    }
  }

  private static void warn(Findings findings, String code, String format, Object... values) {
    findings.warning(0, code, String.format(Locale.ROOT, format, values));
  }
}
