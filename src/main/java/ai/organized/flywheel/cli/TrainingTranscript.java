package ai.organized.flywheel.cli;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.train.JobStatus;
import ai.organized.flywheel.train.TrainingEvent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The transcript of seed 001: a line for everything that became true, each once. */
final class TrainingTranscript {
  static final String RULE = "─".repeat(72);
  private static final Pattern STEP = Pattern.compile("step (\\d{1,7})/([1-9]\\d{0,6})(?!\\d)");

  /** The strictest limit among the providers. */
  private static final int LONGEST_SUFFIX = 18;

  /** Share of all steps that lies between two lines at least, in percent. */
  private static final int STRIDE = 10;

  private final PrintWriter out;
  private final Set<String> shown = new HashSet<>();
  private Instant firstEvent;
  private int lastPercent = -STRIDE;

  TrainingTranscript(PrintWriter out) {
    this.out = out;
  }

  void head(ClientId client, int version, ModelVersion model) {
    rule();
    out.printf(
        "  Fine-Tune Runner — %s v%d · Track %s (%s)%n",
        client, version, model.track().toUpperCase(Locale.ROOT), model.provider());
    rule();
  }

  void rule() {
    out.println(RULE);
    out.flush();
  }

  void loading(Dataset dataset, Path file) {
    line("Loading JSONL", "✓ " + file + " (" + dataset.trainingLines() + " records)");
  }

  /** What the row says of the steps before the training. */
  void show(JobStatus job, ModelVersion model) {
    job.fileId()
        .ifPresent(
            id -> once("file", () -> line("Uploading to " + model.provider(), "✓ file_id: " + id)));
    job.jobId()
        .ifPresent(
            id ->
                once(
                    "job",
                    () -> {
                      line("Creating fine-tune job", "✓ job_id: " + id);
                      name(model);
                      out.println();
                      out.println("  Polling status …");
                    }));
    job.note()
        .filter(note -> job.isUnderWay() && job.failures() > 0)
        .ifPresent(note -> once("waits " + note, () -> line("Waiting", "◐ " + note)));
    out.flush();
  }

  /** As the provider will call the model. */
  private void name(ModelVersion model) {
    if (model.track().equals("b")) {
      line("Model name", model.client() + "-client:v" + model.version());
      return;
    }
    String suffix = model.client() + "-v" + model.version();
    boolean fits = suffix.length() <= LONGEST_SUFFIX;
    line("Model suffix", model.baseModel() + ":" + suffix + (fits ? "" : ", shortened there"));
  }

  /** What the provider told, at its time since the first it told. */
  void event(TrainingEvent event) {
    if (firstEvent == null) {
      firstEvent = event.at();
    }
    Matcher step = STEP.matcher(event.message());
    if (step.lookingAt()) {
      int percent = 100 * Integer.parseInt(step.group(1)) / Integer.parseInt(step.group(2));
      if (percent >= lastPercent + STRIDE || percent == 100) {
        lastPercent = percent;
        timed(event, "running — " + event.message());
      }
    } else {
      timed(event, (event.level().equals("info") ? "" : event.level() + ": ") + event.message());
    }
  }

  private void timed(TrainingEvent event, String words) {
    out.println("    " + clock(Duration.between(firstEvent, event.at())) + " " + words);
    out.flush();
  }

  /** A provider that tells no events has a status at least. */
  void status(String status, Duration since) {
    once("status " + status, () -> out.println("    " + clock(since) + " " + status));
    out.flush();
  }

  boolean toldEvents() {
    return firstEvent != null;
  }

  void model(ModelVersion model) {
    model
        .modelId()
        .ifPresent(
            id ->
                once(
                    "model",
                    () -> {
                      out.println();
                      line("Fine-tuned model", id);
                      rule();
                      out.printf(
                          "  Running eval harness (holdout: v%d_eval.jsonl) …%n", model.version());
                      out.flush();
                    }));
  }

  void scores(StoredEvaluation evaluation, double tolerance) {
    ScoreLines.of(evaluation, tolerance)
        .forEach(score -> out.printf("    %-26s %s%n", score.name(), score.value()));
    out.flush();
  }

  /** What became of it, and what to type next. */
  void verdict(ModelVersion model, Optional<Integer> archived, Optional<ModelVersion> serves) {
    String name = model.client() + " v" + model.version();
    String reason = model.reason().orElse("");
    String options = " --client " + model.client() + " --version " + model.version();
    rule();
    if (model.state() == ModelState.ACTIVE) {
      line("Registering model", "✓ model_registry.json updated");
      line("Promoting to active", "✓ " + model.client() + " → " + model.modelId().orElse("?"));
      archived.ifPresent(before -> line("Archiving v" + before, "✓ archived"));
      rule();
      out.println("  ✓ PROMOTED " + name + " is live: " + reason);
      out.println(
          "  Next: ./flywheel run (its gateway answers with it, x-client-id: "
              + model.client()
              + ")");
    } else if (model.state() == ModelState.HELD) {
      out.println("  ◐ HELD " + name + " waits for a person: " + reason);
      serving(serves);
      out.println("  Next: ./flywheel fine-tune promote" + options);
    } else if (model.state() == ModelState.REFUSED) {
      out.println("  ✗ REFUSED " + name + ": " + reason);
      serving(serves);
      out.println("  Next: ./flywheel fine-tune eval" + options);
    } else if (model.state() == ModelState.FAILED) {
      out.println("  ✗ FAILED " + name + ": " + reason);
      serving(serves);
      out.println("  Next: ./flywheel fine-tune submit" + options);
    } else {
      out.println("  " + name + " is " + model.state().word() + ": " + reason);
    }
    rule();
  }

  private void serving(Optional<ModelVersion> serves) {
    serves.ifPresent(active -> line("Answers as before", "v" + active.version()));
  }

  static String clock(Duration passed) {
    Duration shown = passed.isNegative() ? Duration.ZERO : passed;
    return String.format(Locale.ROOT, "[%02d:%02d]", shown.toMinutes(), shown.toSecondsPart());
  }

  private void once(String fact, Runnable show) {
    if (shown.add(fact)) {
      show.run();
    }
  }

  void line(String name, String value) {
    out.printf("  %-28s %s%n", name, value);
    out.flush();
  }
}
