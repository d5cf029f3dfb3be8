package ai.organized.flywheel.dataset;

/** By which comparison an example was found to be what it is. */
public enum Why {
  NOTHING(""),
  SAME_WORDS("same words"),
  NEAR_WORDS("nearly the same words"),
  NEAR_MEANING("the same meaning"),
  QUESTION_LIKE_QUESTION("its question tells the question"),
  ANSWER_LIKE_ANSWER("its answer tells the answer"),
  QUESTION_LIKE_ANSWER("its question tells the answer"),
  ANSWER_LIKE_QUESTION("its answer tells the question"),
  MEANS_QUESTION("its question means the same"),
  MEANS_ANSWER("its answer means the same"),
  MEANS_ANSWER_IN_QUESTION("its question means the answer"),
  MEANS_QUESTION_IN_ANSWER("its answer means the question"),
  TELLS_SCORE("its answer tells its own score");

  private final String words;

  Why(String words) {
    this.words = words;
  }

  /** For people, tables and files. */
  public String words() {
    return words;
  }
}
