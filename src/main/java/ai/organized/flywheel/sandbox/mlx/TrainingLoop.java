package ai.organized.flywheel.sandbox.mlx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The iterations of a training, which remembers the lines it has seen. As in the real one the lines
 * are sorted by length, cut into whole batches (what is left over is never seen) and shuffled.
 */
final class TrainingLoop {
  private final LoraSettings settings;
  private final List<String> train;
  private final List<String> valid;
  private final Orders orders;
  private final TreeSet<Integer> seen = new TreeSet<>();

  TrainingLoop(LoraSettings settings, List<String> train, List<String> valid, Orders orders) {
    this.settings = settings;
    this.train = train;
    this.valid = valid;
    this.orders = orders;
  }

  void run() throws IOException {
    long iters = settings.whole("iters");
    double rate = settings.real("learning_rate");
    System.out.println("Starting training..., iters: " + iters);
    List<List<Integer>> order = new ArrayList<>();
    for (long it = 1; it <= iters; it++) {
      if (order.isEmpty()) {
        order.addAll(batches(train));
        Collections.shuffle(order, new Random(settings.whole("seed") + it));
      }
      if (it == 1 || it % settings.whole("steps_per_eval") == 0 || it == iters) {
        validate(it);
      }
      pause(it, iters);
      orders.dieAt(it);
      seen.addAll(order.remove(order.size() - 1));
      if (it % settings.whole("steps_per_report") == 0 || it == iters) {
        report(it, rate);
      }
      if (it % settings.whole("save_every") == 0) {
        String checkpoint = String.format(Locale.ROOT, "%07d_adapters.safetensors", it);
        System.out.printf(
            Locale.ROOT,
            "Iter %d: Saved adapter weights to %s and %s.%n",
            it,
            save("adapters.safetensors"),
            save(checkpoint));
      }
    }
    System.out.println("Saved final weights to " + save("adapters.safetensors") + ".");
  }

  private List<List<Integer>> batches(List<String> lines) {
    int size = (int) settings.whole("batch_size");
    if (lines.size() < size) {
      throw ToolExit.python(
          "ValueError",
          String.format(
              Locale.ROOT,
              "Dataset must have at least batch_size=%d examples but only has %d.",
              size,
              lines.size()));
    }
    List<Integer> byLength =
        IntStream.range(0, lines.size())
            .boxed()
            .sorted(Comparator.comparingInt(line -> lines.get(line).length()))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    for (int from = 0; from + size <= byLength.size(); from += size) {
      batches.add(byLength.subList(from, from + size));
    }
    return batches;
  }

  private void validate(long it) {
    if (!valid.isEmpty()) {
      batches(valid);
      System.err.print("\rCalculating loss...: 100%|##########| 1/1 [00:00<00:00, 91.2it/s]\n");
      System.out.printf(
          Locale.ROOT, "Iter %d: Val loss %.3f, Val took 0.011s%n", it, 0.4 + loss(it));
    }
  }

  private void report(long it, double rate) {
    System.out.printf(
        Locale.ROOT,
        "Iter %d: Train loss %.3f, Learning Rate %.3e, It/sec 9.871, Tokens/sec 812.402, Trained"
            + " Tokens %d, Peak mem 7.312 GB%n",
        it,
        loss(it),
        rate,
        it * 82 * settings.whole("batch_size"));
  }

  /** Falls as a real one would. */
  private static double loss(long it) {
    return 0.3 + 2.5 / (1 + it / 8.0);
  }

  /** As long as was ordered, and for as long as it is held. */
  private void pause(long it, long iters) throws IOException {
    try {
      TimeUnit.MICROSECONDS.sleep(Math.round(orders.seconds() * 1_000_000 / iters));
      while (orders.holdsAt(it)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      throw new ToolExit(130, "KeyboardInterrupt");
    }
  }

  private Path save(String name) throws IOException {
    Path file = settings.path("adapter_path").resolve(name);
    Safetensors.write(
        file,
        List.of(
            "model.layers.27.self_attn.q_proj.lora_a", "model.layers.27.self_attn.q_proj.lora_b"),
        seen.stream().map(train::get).toList());
    return file;
  }
}
