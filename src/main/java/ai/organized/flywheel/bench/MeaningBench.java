package ai.organized.flywheel.bench;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.dataset.Building;
import ai.organized.flywheel.dataset.ChooseQuestions;
import ai.organized.flywheel.dataset.CompareMeanings;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.FindDuplicates;
import ai.organized.flywheel.dataset.KeepAway;
import ai.organized.flywheel.dataset.LeakFirewall;
import ai.organized.flywheel.dataset.SortCandidates;
import ai.organized.flywheel.dataset.WithholdFromPrompt;
import ai.organized.flywheel.embed.Embedder;
import ai.organized.flywheel.embed.choose.ChooseEmbedder;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.TemporaryFolder;
import ai.organized.flywheel.vectors.BlockedCosine;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;

/** A build that compares meanings: first with every text new to the embedder, then again. */
public final class MeaningBench {
  private static final ClientId CLIENT = new ClientId("bench");
  private static final int EXAMPLES = 500;

  /**
   * @param embedder its fingerprint
   * @param coldSeconds the model is loaded, questions and answers are embedded
   * @param warmSeconds all vectors are in the store
   */
  public record Result(int examples, String embedder, double coldSeconds, double warmSeconds) {}

  private MeaningBench() {}

  public static Result run(Settings settings) throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.make("flywheel-bench");
        Database database = Database.open(folder.path().resolve("flywheel.sqlite"))) {
      Clients clients = new Clients(folder.path().resolve("clients"));
      PlantedRows.insert(database.jdbi(), CLIENT, new PlantedExamples(1), EXAMPLES);
      DatasetStore store = new DatasetStore(database.jdbi(), clients, Clock.systemUTC());
      Embedder embedder =
          new ChooseEmbedder(
                  clients,
                  call -> {
                    throw new BrokenException(
                        "this benchmark asks no server; set FLYWHEEL_EMBED_EMBEDDER to minilm");
                  },
                  database.jdbi())
              .from(settings.embedding());
      double cold = build(store, settings, embedder);
      double warm = build(store, settings, embedder);
      return new Result(EXAMPLES, embedder.fingerprint(), cold, warm);
    }
  }

  private static double build(DatasetStore store, Settings settings, Embedder embedder) {
    DatasetRules rules = settings.dataset();
    long start = System.nanoTime();
    Building building =
        new Building(
            CLIENT,
            0,
            OptionalDouble.of(1),
            store.candidates(CLIENT, 0),
            "You are a conversion tracking expert for Bench.",
            Optional.empty(),
            said -> {});
    new SortCandidates(answer -> Optional.empty()).sort(building);
    new FindDuplicates(rules).find(building);
    new CompareMeanings(embedder, new BlockedCosine(), settings.embedding(), rules)
        .compare(building);
    new ChooseQuestions(rules).choose(building);
    new KeepAway(rules).keep(building);
    new WithholdFromPrompt(rules).withhold(building);
    new LeakFirewall(rules).prove(building);
    return (System.nanoTime() - start) / 1e9;
  }
}
