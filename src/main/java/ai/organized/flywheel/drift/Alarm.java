package ai.organized.flywheel.drift;

/**
 * A reason to do something about a version that answers.
 *
 * @param evidence a sentence with the figures
 * @param standing how the version before did on the same, for the rule
 */
record Alarm(ActiveVersion active, Signal signal, String evidence, Standing standing) {

  /** The version before, on the signal that alarms. */
  sealed interface Standing {
    /**
     * It was better.
     *
     * @param evidence a sentence with its figures
     */
    record Better(String evidence) implements Standing {}

    /**
     * It was not, or not enough is known of it.
     *
     * @param why in words
     */
    record NotShown(String why) implements Standing {}
  }
}
