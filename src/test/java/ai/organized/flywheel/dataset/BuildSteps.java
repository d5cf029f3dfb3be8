package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import ai.organized.flywheel.settings.Settings.Embedding;
import ai.organized.flywheel.validate.LeakageMarkers;
import ai.organized.flywheel.vectors.BlockedCosine;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** The steps of a build in the order of the route, for tests that need no Camel. */
public record BuildSteps(DatasetRules rules, List<Consumer<Building>> steps) {
  /** By words alone; nothing is embedded, nothing is redacted. */
  public static BuildSteps words(DatasetRules rules, Jdbi jdbi) {
    Function<ClientId, Redact> nothing = client -> new NothingToRedact();
    return new BuildSteps(
        rules,
        List.of(
            new RedactExamples(new RedactedExamples(jdbi), nothing)::redact,
            new SortCandidates(answer -> Optional.empty())::sort,
            new FindDuplicates(rules)::find,
            new ChooseQuestions(rules)::choose,
            new KeepAway(rules)::keep,
            new WithholdFromPrompt(rules)::withhold,
            new ScanResidue(nothing)::scan));
  }

  /** All steps, with an embedder and real redaction. */
  public static BuildSteps all(
      DatasetRules rules, Jdbi jdbi, Clients clients, Embedder embedder, RedactionKeys keys) {
    Function<ClientId, Redact> redact = new RedactForClient(clients, keys);
    Embedding settings =
        new Embedding(
            Embedding.Kind.LEXICAL,
            URI.create("http://127.0.0.1:1"),
            "",
            new Secret(""),
            OptionalDouble.empty(),
            10_000,
            Optional.empty());
    return new BuildSteps(
        rules,
        List.of(
            new RedactExamples(new RedactedExamples(jdbi), redact)::redact,
            new SortCandidates(LeakageMarkers::in)::sort,
            new FindDuplicates(rules)::find,
            new CompareMeanings(embedder, new BlockedCosine(), settings, rules)::compare,
            new ChooseQuestions(rules)::choose,
            new KeepAway(rules)::keep,
            new WithholdFromPrompt(rules)::withhold,
            new ScanResidue(redact)::scan));
  }

  public DatasetPlan plan(Building building) {
    steps.forEach(step -> step.accept(building));
    return new LeakFirewall(rules).prove(building);
  }

  private static final class NothingToRedact implements Redact {
    @Override
    public String rules() {
      return "none";
    }

    @Override
    public Clean clean(String text) {
      return new Clean(text, Map.of());
    }

    @Override
    public Map<String, Integer> left(String cleanText) {
      return Map.of();
    }
  }
}
