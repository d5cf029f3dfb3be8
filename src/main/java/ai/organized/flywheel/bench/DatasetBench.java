package ai.organized.flywheel.bench;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.dataset.Building;
import ai.organized.flywheel.dataset.ChooseQuestions;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetPlan;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.dataset.FindDuplicates;
import ai.organized.flywheel.dataset.KeepAway;
import ai.organized.flywheel.dataset.LeakFirewall;
import ai.organized.flywheel.dataset.SortCandidates;
import ai.organized.flywheel.dataset.WithholdFromPrompt;
import ai.organized.flywheel.settings.Secret;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.TemporaryFolder;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * The lexical stages of a build, from rows in the store to three written files and the rows of a
 * version: dedup, holdout, leak firewall, proof, files. Nothing is redacted and nothing embedded.
 */
public final class DatasetBench {
  private static final ClientId CLIENT = new ClientId("bench");
  private static final long SEED = 20_261_121;
  private static final int WARM_UP = 20_000;

  private static final DatasetRules RULES =
      new DatasetRules(0, 50, 0.1, 10, 0.85, 0.4, 0.2, new Secret(""));

  /** As long as a short account state: it stands in every line. */
  private static final String PROMPT =
      "You are a conversion tracking expert for Bench.\nGTM: GTM-BENCH01 | sGTM: GTM-BENCH02\n"
          + "Conversion actions: All Purchases, Lead Form Submit\nMeta Pixel: 100000000000001";

  /**
   * @param seconds from rows in the store to a written version, by the clock
   * @param cpuSeconds of the whole process meanwhile: what one core to itself would need at most
   * @param stages seconds of each step
   * @param heapPeakMegabytes most heap that was in use at the end of a collection or between them
   * @param precision dropped examples that were planted as near-duplicates of what stayed, among
   *     all that were dropped
   * @param recall planted near-duplicates that do not stand beside their original any more
   * @param hardNegativesKept planted hard negatives that neither went nor took their original away
   */
  public record Result(
      int examples,
      double seconds,
      double cpuSeconds,
      Map<String, Double> stages,
      long heapPeakMegabytes,
      int duplicates,
      double precision,
      double recall,
      double hardNegativesKept) {}

  private DatasetBench() {}

  /** Measures one size in this process, after a smaller one that nobody measures. */
  public static Result run(int examples, Consumer<String> progress) throws IOException {
    build(WARM_UP, said -> {});
    return build(examples, progress);
  }

  private static Result build(int examples, Consumer<String> progress) throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.make("flywheel-bench");
        Database database = Database.open(folder.path().resolve("flywheel.sqlite"))) {
      progress.accept("Loading " + examples + " examples");
      PlantedRows.insert(database.jdbi(), CLIENT, new PlantedExamples(SEED), examples);
      DatasetStore store =
          new DatasetStore(
              database.jdbi(), new Clients(folder.path().resolve("clients")), Clock.systemUTC());
      System.gc();
      heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
      Map<String, Double> stages = new LinkedHashMap<>();
      long cpu = cpuNanos();
      long start = System.nanoTime();
      Dataset dataset = write(store, stages, progress);
      double[] seconds = {(System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9};
      long peak = heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
      return judged(database.jdbi(), examples, seconds, stages, peak, dataset);
    }
  }

  private static Dataset write(
      DatasetStore store, Map<String, Double> stages, Consumer<String> progress) {
    Building building =
        new Building(
            CLIENT,
            RULES.scoreThreshold(),
            OptionalDouble.empty(),
            store.candidates(CLIENT, RULES.scoreThreshold()),
            PROMPT,
            Optional.empty(),
            progress);
    timed(stages, "read", () -> new SortCandidates(answer -> Optional.empty()).sort(building));
    timed(stages, "dedup", () -> new FindDuplicates(RULES).find(building));
    timed(stages, "holdout", () -> new ChooseQuestions(RULES).choose(building));
    timed(stages, "keep away", () -> new KeepAway(RULES).keep(building));
    timed(stages, "prompt", () -> new WithholdFromPrompt(RULES).withhold(building));
    DatasetPlan[] plan = new DatasetPlan[1];
    timed(stages, "proof", () -> plan[0] = new LeakFirewall(RULES).prove(building));
    Dataset[] dataset = new Dataset[1];
    timed(stages, "write", () -> dataset[0] = store.save(plan[0], (handle, saved) -> {}));
    return dataset[0];
  }

  private static void timed(Map<String, Double> stages, String name, Runnable stage) {
    long start = System.nanoTime();
    stage.run();
    stages.put(name, (System.nanoTime() - start) / 1e9);
  }

  private static Result judged(
      Jdbi jdbi,
      int examples,
      double[] seconds,
      Map<String, Double> stages,
      long peak,
      Dataset dataset) {
    PlantedJudgement judged =
        PlantedJudgement.of(
            new PlantedExamples(SEED), examples, PlantedRows.duplicates(jdbi, dataset));
    return new Result(
        examples,
        seconds[0],
        seconds[1],
        stages,
        peak,
        judged.dropped(),
        judged.precision(),
        judged.recall(),
        judged.hardNegativesKept());
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Stream<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }
}
