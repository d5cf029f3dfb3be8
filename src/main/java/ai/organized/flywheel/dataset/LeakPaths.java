package ai.organized.flywheel.dataset;

import ai.organized.flywheel.dataset.LeakProof.NearestPair;
import ai.organized.flywheel.near.NearTexts;
import ai.organized.flywheel.near.ToldTexts;
import java.util.Optional;

/**
 * The ways in which the words of a line could give a question of the holdout away: its question or
 * its answer tells the question or the answer, in either direction, or is near it by the order of
 * the words.
 */
final class LeakPaths {
  /** A line that is too near, the place of the question, and how near. */
  record Leak(Why why, int question, double similarity) {}

  private final double threshold;
  private final Decisions decisions;
  private final ToldTexts told;
  private final Places questions = new Places();

  /** Long texts alone, and by their place the text that {@link #told} numbers. */
  private final NearTexts longTexts;

  private final Places ofLongTexts = new Places();
  private NearestPair nearest = new NearestPair("", "", 0);

  /**
   * @param expected about how many questions there are
   */
  LeakPaths(double nearDuplicate, Decisions decisions, int expected) {
    this.threshold = nearDuplicate;
    this.decisions = decisions;
    this.told = new ToldTexts(nearDuplicate);
    this.longTexts = new NearTexts(nearDuplicate, 2 * expected);
  }

  void question(int place, Example question) {
    text(2 * questions.size(), question.question());
    text(2 * questions.size() + 1, question.answer());
    questions.add(place);
  }

  private void text(int number, String text) {
    told.add(text);
    if (NearTexts.isLong(text)) {
      longTexts.add(text);
      ofLongTexts.add(number);
    }
  }

  /** The nearest way, if there is one. */
  Optional<Leak> of(Example line) {
    Leak[] met = new Leak[1];
    meet(met, true, line.question());
    meet(met, false, line.answer());
    if (met[0] == null) {
      return Optional.empty();
    }
    if (met[0].similarity() >= threshold) {
      return Optional.of(met[0]);
    }
    if (met[0].similarity() > nearest.similarity()) {
      nearest = new NearestPair(line.id(), decisions.id(met[0].question()), met[0].similarity());
    }
    return Optional.empty();
  }

  private void meet(Leak[] met, boolean question, String text) {
    int tells = told.told(text);
    if (tells >= 0) {
      keep(met, question, tells, 1);
    } else if (told.nearest() >= 0) {
      keep(met, question, told.nearest(), told.nearestShare());
    }
    if (tells < 0 && NearTexts.isLong(text)) {
      double from = Math.min(threshold, nearest.similarity());
      longTexts.near(
          text, from, (at, similarity) -> keep(met, question, ofLongTexts.at(at), similarity));
    }
  }

  private void keep(Leak[] met, boolean question, int text, double similarity) {
    if (met[0] == null || similarity > met[0].similarity()) {
      boolean ofQuestion = text % 2 == 0;
      Why why =
          question
              ? ofQuestion ? Why.QUESTION_LIKE_QUESTION : Why.QUESTION_LIKE_ANSWER
              : ofQuestion ? Why.ANSWER_LIKE_QUESTION : Why.ANSWER_LIKE_ANSWER;
      met[0] = new Leak(why, questions.at(text / 2), similarity);
    }
  }

  /** The nearest pair among the lines that stayed; empty when no two had enough in common. */
  Optional<NearestPair> nearest() {
    return nearest.line().isEmpty() ? Optional.empty() : Optional.of(nearest);
  }

  /** Pairs of texts whose words were compared exactly. */
  long compared() {
    return longTexts.compared() + told.compared();
  }
}
