package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Example.Past;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Plans by the rules that hold when nothing is configured, by words alone. */
public final class Plans {
  public static final DatasetRules RULES =
      new DatasetRules(0.75, 50, 0.1, 10, 0.85, 0.4, 0.2, new Secret(""));
  public static final String PROMPT = "You are a conversion tracking expert for Acme.";

  private Plans() {}

  /** A first version. */
  public static Planned first(List<Example> examples) {
    return first(examples, 0.75);
  }

  static Planned first(List<Example> examples, double threshold) {
    return next(RULES, examples, threshold, List.of(), Set.of());
  }

  /** A later version. */
  public static Planned next(List<Example> examples, List<Example> asked, Set<String> trained) {
    return next(RULES, examples, 0.75, asked, trained);
  }

  static Planned next(
      DatasetRules rules,
      List<Example> examples,
      double threshold,
      List<Example> asked,
      Set<String> trained) {
    Map<String, Example> all = new LinkedHashMap<>();
    examples.forEach(e -> all.put(e.id(), trained.contains(e.id()) ? with(e, Past.TRAINED) : e));
    asked.forEach(e -> all.put(e.id(), with(e, Past.ASKED)));
    return new Planned(
        of(rules, Candidates.of(new ArrayList<>(all.values()), threshold), threshold, PROMPT));
  }

  /** By words alone: nothing is embedded. */
  public static DatasetPlan of(
      DatasetRules rules, Candidates candidates, double threshold, String prompt) {
    Building building =
        new Building(
            new ClientId("acme"),
            threshold,
            OptionalDouble.empty(),
            candidates,
            prompt,
            Optional.of("1.2.0"),
            said -> {});
    new SortCandidates(answer -> Optional.empty()).sort(building);
    new FindDuplicates(rules).find(building);
    new ChooseQuestions(rules).choose(building);
    new KeepAway(rules).keep(building);
    new WithholdFromPrompt(rules).withhold(building);
    return new LeakFirewall(rules).prove(building);
  }

  static Example with(Example example, Past past) {
    return new Example(
        example.id(),
        example.question(),
        example.answer(),
        example.score(),
        example.timestamp(),
        example.runId(),
        example.sources(),
        example.accountState(),
        past);
  }
}
