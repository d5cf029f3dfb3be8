package ai.organized.flywheel.sandbox.openai;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What has happened to a job so far, told the same way however often it is asked. */
final class JobEvents {
  /**
   * @param at how far the job had come
   * @param metrics of a training step; empty for a plain message
   */
  record Event(String id, double at, String level, String message, ObjectNode metrics) {
    ObjectNode toJson(FineTuningJob job) {
      ObjectNode json =
          Json.object()
              .put("object", "fine_tuning.job.event")
              .put("id", id)
              .put("created_at", job.timeOf(at))
              .put("level", level)
              .put("message", message)
              .put("type", metrics.isEmpty() ? "message" : "metrics");
      json.set("data", metrics);
      return json;
    }
  }

  private final FineTuningJob job;
  private final double progress;
  private final List<Event> events = new ArrayList<>();

  private JobEvents(FineTuningJob job, Instant now) {
    this.job = job;
    this.progress = job.progress(now);
  }

  static List<Event> newestFirst(FineTuningJob job, Instant now) {
    JobEvents told = new JobEvents(job, now);
    told.tell();
    Collections.reverse(told.events);
    return told.events;
  }

  private void tell() {
    say(0, "info", "Created fine-tuning job: " + job.id());
    say(0, "info", "Validating training file: " + job.request().trainingFile());
    if (job.findings().problem().isPresent()) {
      say(FineTuningJob.VALIDATED, "error", job.findings().problem().get().message());
    } else {
      say(FineTuningJob.VALIDATED, "info", "Files validated, moving job to queued state");
      say(FineTuningJob.STARTED, "info", "Fine-tuning job started");
      int total = job.totalSteps();
      for (int step = 1; step <= total; step++) {
        add(
            FineTuningJob.STARTED + (1 - FineTuningJob.STARTED) * step / total,
            "info",
            String.format(
                Locale.ROOT, "Step %d/%d: training loss=%.2f", step, total, loss(step, total)),
            metrics(step, total));
      }
      say(1, "info", "New fine-tuned model created: " + job.fineTunedModel());
      say(1, "info", "The job has successfully completed");
    }
    if (job.isCancelled()) {
      say(progress, "info", "Fine-tuning job was cancelled");
    }
  }

  private void say(double at, String level, String message) {
    add(at, level, message, Json.object());
  }

  private void add(double at, String level, String message, ObjectNode metrics) {
    if (at <= progress) {
      String id = job.id().replace("ftjob-", "ftevent-") + "-" + events.size();
      events.add(new Event(id, at, level, message, metrics));
    }
  }

  private static ObjectNode metrics(int step, int total) {
    return Json.object()
        .put("step", step)
        .put("total_steps", total)
        .put("train_loss", loss(step, total))
        .put("train_mean_token_accuracy", accuracy(step, total));
  }

  /** The same steps as the result file of a finished job tells them; nothing was validated. */
  static String metricsCsv(int total) {
    StringBuilder csv =
        new StringBuilder("step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n");
    for (int step = 1; step <= total; step++) {
      csv.append(step).append(',').append(loss(step, total)).append(',');
      csv.append(accuracy(step, total)).append(",,\n");
    }
    return csv.toString();
  }

  /** A falling curve and nothing more: nothing here learns, so there is no loss to measure. */
  private static double loss(int step, int total) {
    return Math.round(2_000.0 / (1 + 4.0 * step / total)) / 1_000.0;
  }

  private static double accuracy(int step, int total) {
    return Math.round(1_000.0 - 250 * loss(step, total)) / 1_000.0;
  }
}
