package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.openai.TrainingFileRules.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a room is asked to play, beyond the good day it plays by itself. */
public final class Circumstances {
  private final Map<String, String> shutdownDates = new HashMap<>();
  private Optional<Problem> training = Optional.empty();
  private Optional<String> status = Optional.empty();
  private boolean refusing;
  private boolean shuffling;
  private boolean empty;

  /** Whether job creation is refused, for good. */
  public synchronized void refuseTraining(boolean refuse) {
    refusing = refuse;
  }

  public synchronized boolean trainingIsRefused() {
    return refusing;
  }

  /** Whether models of jobs created from now on pair questions with wrong answers. */
  public synchronized void shuffleAnswers(boolean shuffle) {
    shuffling = shuffle;
  }

  public synchronized boolean answersAreShuffled() {
    return shuffling;
  }

  /** Whether the account has no money left: nothing that costs is done. */
  public synchronized void emptyAccount(boolean nothingLeft) {
    empty = nothingLeft;
  }

  public synchronized boolean accountIsEmpty() {
    return empty;
  }

  /** Jobs created from now on fail like this, whatever their file holds; empty: no more. */
  public synchronized void failTraining(Optional<Problem> problem) {
    training = problem;
  }

  public synchronized Optional<Problem> trainingProblem() {
    return training;
  }

  /** Every job stands still and shows this status, until another is set; empty: all go on. */
  public synchronized void showStatus(Optional<String> shown) {
    status = shown;
  }

  public synchronized Optional<String> shownStatus() {
    return status;
  }

  /**
   * From now on the list of models says when this one is switched off.
   *
   * @param date {@code YYYY-MM-DD}; null: it says so no more
   */
  public synchronized void announceShutdown(String model, String date) {
    shutdownDates.put(model, date);
  }

  public synchronized Optional<String> shutdownDate(String model) {
    return Optional.ofNullable(shutdownDates.get(model));
  }
}
