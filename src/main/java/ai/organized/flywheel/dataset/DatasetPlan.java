package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a dataset would hold, decided line by line and written nowhere yet.
 *
 * @param threshold the score from which examples were looked at
 * @param considered how many reached it, with all earlier questions, whatever their score; train,
 *     holdout, duplicates and quarantined add up to it
 * @param accountStateVersion of the state that the system prompt was built from
 */
public record DatasetPlan(
    ClientId client,
    double threshold,
    int considered,
    List<Example> train,
    List<Example> holdout,
    List<Duplicate> duplicates,
    List<Split.Quarantined> quarantined,
    String systemPrompt,
    Optional<String> accountStateVersion) {

  /** SHA-256 over the lines of both files: the same rows give the same hash. */
  public String hash() {
    return StableHash.of(
        StableHash.of(TrainingLine.all(systemPrompt, train))
            + StableHash.of(TrainingLine.all(systemPrompt, holdout)));
  }

  /** Lines to train on that are not among {@code known}. */
  public int newLines(Set<String> known) {
    return (int) train.stream().filter(e -> !known.contains(e.id())).count();
  }
}
