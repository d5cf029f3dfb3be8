package ai.organized.flywheel.dataset;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.embed.CachedEmbedder;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.LexicalEmbedder;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A later build looks at what is new, and the same rows give the same files wherever they came
 * from.
 */
class IncrementalBuildTest {
  private static final String PROMPT = "You fix tags.";

  @TempDir Path folder;

  /** Counts what it is asked for. */
  private static final class Counting implements Embedder {
    private final LexicalEmbedder inner = new LexicalEmbedder();
    private final List<String> asked = new ArrayList<>();

    @Override
    public String fingerprint() {
      return "counting-" + inner.fingerprint();
    }

    @Override
    public double threshold() {
      return inner.threshold();
    }

    @Override
    public List<float[]> embed(ClientId client, List<String> texts) {
      asked.addAll(texts);
      return inner.embed(client, texts);
    }
  }

  private static DatasetPlan build(TemporaryStore store, Embedder embedder, List<String> said) {
    Building building =
        new Building(
            ACME,
            0.75,
            OptionalDouble.empty(),
            store.datasets().candidates(ACME, 0.75),
            PROMPT,
            Optional.empty(),
            said::add);
    RedactionKeys keys = new RedactionKeys(store.jdbi(), store.clock(), "one key for both stores");
    return BuildSteps.all(Plans.RULES, store.jdbi(), store.clients(), embedder, keys)
        .plan(building);
  }

  @Test
  void onlyNewExamplesAreRedactedAndEmbeddedAndAVersionNeverChanges() throws IOException {
    List<Example> examples = Examples.distinct(100, 8);
    try (TemporaryStore store = new TemporaryStore(folder)) {
      Counting counting = new Counting();
      Embedder embedder = new CachedEmbedder(counting, store.jdbi(), done -> {});
      store.addExperiments(ACME, examples.subList(0, 80));
      List<String> said = new ArrayList<>();
      store.datasets().save(build(store, embedder, said), (handle, dataset) -> {});
      assertThat(said).contains("Looked for personal data in 80 new examples");
      assertThat(counting.asked).hasSize(161).doesNotHaveDuplicates();
      byte[] first = Files.readAllBytes(training(store, 1));

      store.addExperiments(ACME, examples.subList(80, 100));
      counting.asked.clear();
      said.clear();
      Dataset second = store.datasets().save(build(store, embedder, said), (handle, dataset) -> {});

      assertThat(second.version()).isEqualTo(2);
      assertThat(said).contains("Looked for personal data in 20 new examples");
      assertThat(counting.asked).hasSize(40);
      assertThat(Files.readAllBytes(training(store, 1))).isEqualTo(first);
      assertThat(store.rows("datasets")).hasSize(2);
    }
  }

  /** Between two steps of a build, as a drop does. */
  @Test
  void whatArrivesDuringABuildWaitsForTheNext() {
    try (TemporaryStore store = new TemporaryStore(folder)) {
      store.addExperiments(ACME, Examples.distinct(80, 8));
      Candidates candidates = store.datasets().candidates(ACME, 0.75);
      RedactionKeys keys = new RedactionKeys(store.jdbi(), store.clock(), "");
      Redact redact = new RedactForClient(store.clients(), keys).apply(ACME);
      new RedactedExamples(store.jdbi()).redact(ACME, 0.75, redact);
      candidates.redactedBy(redact.rules());
      store.addExperiments(
          ACME, List.of(Examples.of("late", 1, "q", "Write to joe.roe@shop.example", 0.99)));

      List<String> seen = new ArrayList<>();
      candidates.forEach((place, example) -> seen.add(example.answer()));

      assertThat(seen).hasSize(80).noneMatch(answer -> answer.contains("@"));
    }
  }

  private static Path training(TemporaryStore store, int version) {
    return Dataset.trainingFile(store.clients().folder(ACME), version);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theSameRowsInAnyOrderOfArrivalGiveTheSameFilesInAnyStore(long seed) throws IOException {
    List<Example> examples = new ArrayList<>(Examples.distinct(120, seed));
    examples.add(
        Examples.of(
            "person", 3, "who asked", "Write to jane.roe@shop.example or +44 20 7946 0018", 0.9));
    List<Path> folders = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Path own = Files.createDirectories(folder.resolve("store" + i));
      try (TemporaryStore store = new TemporaryStore(own)) {
        store.addExperiments(ACME, Examples.shuffled(examples, seed + i));
        DatasetPlan plan = build(store, new LexicalEmbedder(), new ArrayList<>());
        assertThat(plan.funnel().redacted()).isEqualTo(1);
        store.datasets().save(plan, (handle, dataset) -> {});
        folders.add(store.clients().folder(ACME));
      }
    }
    for (String file : List.of("v1.jsonl", "v1_eval.jsonl", "v1.manifest.json")) {
      byte[] bytes = Files.readAllBytes(folders.get(0).resolve(file));
      assertThat(Files.readAllBytes(folders.get(1).resolve(file))).isEqualTo(bytes);
      assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
          .doesNotContain("jane.roe", "7946 0018");
    }
  }
}
