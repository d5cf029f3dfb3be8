package ai.organized.flywheel.demo;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.evaluate.Scorecard;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One client from drop to verdict, a line for everything that became true. */
final class ClientLines {
  private static final Map<String, String> TRACKS =
      Map.of(
          "openai", "Track A (OpenAI's protocol)",
          "mlx", "Track B (MLX over SSH, served by Ollama)",
          "ollama", "Track B (baked into Ollama)");

  private final Progress progress;
  private final ClientId client;
  private final PrintWriter out;
  private final long start = System.nanoTime();
  private final Set<String> shown = new LinkedHashSet<>();

  ClientLines(Progress progress, ClientId client, PrintWriter out) {
    this.progress = progress;
    this.client = client;
    this.out = out;
  }

  /**
   * @return whether a version is active in the end
   */
  boolean follow(Duration patience) {
    Transcript.await(
        () -> {
          showDataset();
          showTraining();
          return progress.version(client).map(v -> isOver(v.state())).orElse(false);
        },
        patience);
    showTraining();
    ModelVersion version = progress.version(client).orElse(null);
    if (version == null) {
      line("Training", "✗ " + progress.answer(client).orElse("nothing happened"));
      return false;
    }
    progress.scorecard(client, version.version()).ifPresent(this::showScores);
    showVerdict(version);
    return version.state() == ModelState.ACTIVE;
  }

  private static boolean isOver(ModelState state) {
    return state != ModelState.TRAINING && state != ModelState.EVALUATING;
  }

  private void showDataset() {
    progress.dataset(client).ifPresent(dataset -> once("dataset", () -> show(dataset)));
  }

  private void show(Dataset dataset) {
    String name = "v" + dataset.version();
    progress
        .version(client)
        .ifPresent(
            version ->
                out.println("  " + client + " " + name + " · " + TRACKS.get(version.provider())));
    line(
        "Experiments",
        "✓ "
            + progress.experiments(client)
            + " records, "
            + progress.good(client)
            + " good enough");
    line(
        "Dataset",
        "✓ clients/" + client + "/" + name + ".jsonl (" + dataset.trainingLines() + " lines)");
    line(
        "Holdout",
        "✓ clients/"
            + client
            + "/"
            + name
            + "_eval.jsonl ("
            + dataset.holdoutLines()
            + " questions, never trained on)");
    line(
        "Its system prompt",
        dataset
            .accountStateVersion()
            .map(v -> "✓ built from account state " + v)
            .orElse("◐ without any account state"));
  }

  private void showTraining() {
    progress
        .job(client)
        .ifPresent(
            job -> {
              if (job.fileId() != null) {
                once("file", () -> line("Uploading", "✓ file_id: " + job.fileId()));
              }
              if (job.jobId() != null) {
                once("job", () -> line("Creating fine-tune job", "✓ job_id: " + job.jobId()));
              }
              if (job.event() != null) {
                once(
                    "event " + job.event(),
                    () -> out.println("    " + clock() + " " + job.event()));
              }
            });
    out.flush();
  }

  private void showScores(Scorecard card) {
    line(
        "Problem recall",
        String.format(
            Locale.ROOT,
            "%s %.0f%% (%d of %d; chance %.0f%%; 95%% interval %.0f–%.0f%%)",
            card.pChance() < 0.05 ? "✓" : "✗",
            100 * card.problemRecall(),
            card.recalled(),
            card.questions(),
            100 * card.chance(),
            100 * card.low(),
            100 * card.high()));
    line(
        "Solution accuracy",
        String.format(Locale.ROOT, "%.2f cosine, %s", card.solutionAccuracy(), card.fingerprint()));
  }

  private void showVerdict(ModelVersion version) {
    boolean active = version.state() == ModelState.ACTIVE;
    version.modelId().ifPresent(model -> line("Fine-tuned model", model));
    line(
        active ? "Promoted" : version.state().word(),
        (active ? "✓ " : "✗ ") + version.reason().orElse(""));
  }

  private void once(String fact, Runnable show) {
    if (shown.add(fact)) {
      show.run();
    }
  }

  private String clock() {
    Duration passed = Duration.ofNanos(System.nanoTime() - start);
    return String.format("[%02d:%02d]", passed.toMinutes(), passed.toSecondsPart());
  }

  private void line(String name, String value) {
    out.printf("  %-32s %s%n", name, value);
    out.flush();
  }
}
