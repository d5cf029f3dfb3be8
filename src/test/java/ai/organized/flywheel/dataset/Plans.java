package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans by the rules that hold when nothing is configured. */
public final class Plans {
  static final DatasetRules RULES =
      new DatasetRules(0.75, 50, 0.1, 10, 0.85, 0.4, 0.2, new Secret(""));
  public static final String PROMPT = "You are a conversion tracking expert for Acme.";

  private Plans() {}

  /** A first version. */
  public static DatasetPlan first(List<Example> examples) {
    return first(examples, 0.75);
  }

  static DatasetPlan first(List<Example> examples, double threshold) {
    return next(RULES, examples, threshold, List.of(), Set.of());
  }

  /** A later version. */
  public static DatasetPlan next(List<Example> examples, List<Example> asked, Set<String> trained) {
    return next(RULES, examples, 0.75, asked, trained);
  }

  static DatasetPlan next(
      DatasetRules rules,
      List<Example> examples,
      double threshold,
      List<Example> asked,
      Set<String> trained) {
    return new PlanDataset(rules)
        .plan(
            new ClientId("acme"),
            examples,
            threshold,
            asked,
            trained,
            PROMPT,
            Optional.of("1.2.0"));
  }
}
