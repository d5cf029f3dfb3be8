package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Filter, dedup, holdout: from a client's examples to a plan; a function of what it is given. */
public final class PlanDataset {
  private final DatasetRules rules;

  public PlanDataset(DatasetRules rules) {
    this.rules = rules;
  }

  /**
   * @param examples all of the client, of any score
   * @param threshold score from which they count, inclusive
   * @param asked the questions of earlier versions
   * @param trained ids that earlier versions trained on
   * @throws RefusedException when dedup would drop more than the allowed share
   */
  public DatasetPlan plan(
      ClientId client,
      List<Example> examples,
      double threshold,
      List<Example> asked,
      Set<String> trained,
      String systemPrompt,
      Optional<String> accountStateVersion) {
    Set<String> questions = asked.stream().map(Example::id).collect(Collectors.toSet());
    List<Example> good = examples.stream().filter(e -> e.score() >= threshold).toList();
    List<Example> candidates = good.stream().filter(e -> !questions.contains(e.id())).toList();
    Deduplicated unique = Deduplicated.of(candidates, rules.nearDuplicate());
    refuseTooManyDuplicates(client, unique, candidates.size());
    // Of any score, duplicate or not: what was trained on once was seen.
    List<Example> seen = examples.stream().filter(e -> trained.contains(e.id())).toList();
    Split split = new SplitHoldout(rules).split(unique.kept(), asked, seen);
    return new DatasetPlan(
        client,
        threshold,
        candidates.size() + asked.size(),
        split.train(),
        split.holdout(),
        unique.duplicates(),
        split.quarantined(),
        systemPrompt,
        accountStateVersion);
  }

  private void refuseTooManyDuplicates(ClientId client, Deduplicated unique, int candidates) {
    int dropped = unique.duplicates().size();
    if (dropped > rules.maxDroppedShare() * candidates) {
      String groups =
          new HashSet<>(unique.duplicates().stream().map(Duplicate::kept).toList())
              .stream().sorted().limit(5).collect(Collectors.joining(", "));
      throw new RefusedException(
          "too_many_duplicates",
          "dedup would drop "
              + dropped
              + " of "
              + candidates
              + " examples of client "
              + client
              + ", more than the allowed share of "
              + rules.maxDroppedShare()
              + "; they repeat, for instance, "
              + groups
              + ". Look at these, or raise flywheel.dataset.max-dropped-share");
    }
  }
}
