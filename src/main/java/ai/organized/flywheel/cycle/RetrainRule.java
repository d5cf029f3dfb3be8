package ai.organized.flywheel.cycle;

import ai.organized.flywheel.settings.Settings.CycleRules;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.Optional;

/** Decides whether a client gets a new version; a function of what is known. */
final class RetrainRule {
  /**
   * What is known when the question is answered.
   *
   * @param trainingLines lines that the new dataset would train on
   * @param newLines those of them that the newest dataset with a model did not have
   * @param hasDataset whether any dataset has given a model yet
   * @param containerReplaced whether the account state took a major step since that dataset
   * @param knownHash whether the same lines have given a model, or a person ended their training
   * @param stops why another provider has to train these lines; empty: none has to
   */
  record Facts(
      int trainingLines,
      int newLines,
      boolean hasDataset,
      boolean containerReplaced,
      boolean knownHash,
      Optional<String> stops) {}

  /** Train, or not, and why in words. */
  record Answer(boolean train, String reason) {}

  private final DatasetRules dataset;
  private final CycleRules cycle;

  RetrainRule(DatasetRules dataset, CycleRules cycle) {
    this.dataset = dataset;
    this.cycle = cycle;
  }

  Answer answer(Facts facts) {
    int missing = dataset.minTrainingLines() - facts.trainingLines();
    if (missing > 0) {
      return new Answer(false, "awaiting " + missing + " examples");
    }
    if (facts.stops().isPresent()) {
      return new Answer(true, facts.stops().get());
    }
    if (facts.knownHash()) {
      return new Answer(false, "nothing new: these lines were a dataset already");
    }
    if (!facts.hasDataset()) {
      return new Answer(true, "the gate is reached and there is no version yet");
    }
    if (facts.containerReplaced()) {
      return new Answer(true, "the container was replaced");
    }
    if (facts.newLines() >= cycle.retrainDelta()) {
      return new Answer(true, facts.newLines() + " new lines");
    }
    return new Answer(
        false,
        facts.newLines() + " new lines of " + cycle.retrainDelta() + " that ask for a version");
  }
}
