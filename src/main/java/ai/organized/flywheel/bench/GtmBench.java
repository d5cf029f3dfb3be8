package ai.organized.flywheel.bench;

import ai.organized.flywheel.account.gtm.GtmExportReader;
import ai.organized.flywheel.storage.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reading Tag Manager exports, in one thread and with everything warm, beside Jackson's plain
 * {@code readTree} of the same bytes.
 */
public final class GtmBench {
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 1_000_000_000;

  /** Something that is done again and again. */
  private interface Work {
    int once() throws IOException;
  }

  /**
   * @param bytes of the export
   * @param seconds for one: read, redacted, and all of a container found; median
   * @param perSecond exports
   * @param treeSeconds for one plain readTree, median
   * @param ratio seconds ÷ treeSeconds, median of the rounds
   */
  public record Size(
      int bytes, double seconds, double perSecond, double treeSeconds, double ratio) {}

  /**
   * @param large mostly templates, as the largest in the wild
   * @param usual no templates
   */
  public record Result(Size large, Size usual) {}

  private GtmBench() {}

  public static Result run(Consumer<String> progress) throws IOException {
    return new Result(
        measure("large", MadeUpContainer.export(20, 12, 38_000, 7), progress),
        measure("usual", MadeUpContainer.export(37, 0, 0, 7), progress));
  }

  private static Size measure(String name, byte[] export, Consumer<String> progress)
      throws IOException {
    GtmExportReader reader = new GtmExportReader();
    Work ours = () -> reader.read("bench.json", export).container().tags().size();
    Work tree = () -> Json.STRICT.readTree(export).size();
    secondsOf(ours);
    secondsOf(tree);
    List<Double> seconds = new ArrayList<>();
    List<Double> treeSeconds = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      double one = secondsOf(ours);
      double plain = secondsOf(tree);
      seconds.add(one);
      treeSeconds.add(plain);
      ratios.add(one / plain);
      progress.accept(name + ": round " + round + " of " + ROUNDS);
    }
    double median = Median.of(seconds);
    return new Size(export.length, median, 1 / median, Median.of(treeSeconds), Median.of(ratios));
  }

  /** The mean of a second of it; what it gives is looked at, so that it has to be done. */
  private static double secondsOf(Work work) throws IOException {
    long start = System.nanoTime();
    int done = 0;
    while (System.nanoTime() - start < ROUND_NANOS) {
      if (work.once() == 0) {
        throw new IllegalStateException("the export was read as an empty one");
      }
      done++;
    }
    return (System.nanoTime() - start) / 1e9 / done;
  }
}
