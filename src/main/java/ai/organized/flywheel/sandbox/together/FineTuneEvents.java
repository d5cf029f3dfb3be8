package ai.organized.flywheel.sandbox.together;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What has happened to a job so far, the oldest first, all of it every time. These events have no
 * ids, and several may have happened at one moment.
 */
final class FineTuneEvents {
  private final FineTune job;
  private final double progress;
  private final ArrayNode events;

  private FineTuneEvents(FineTune job, Instant now, ArrayNode events) {
    this.job = job;
    this.progress = job.progress(now);
    this.events = events;
  }

  static ObjectNode of(FineTune job, Instant now) {
    ObjectNode list = Json.object();
    new FineTuneEvents(job, now, list.putArray("data")).tell(now);
    return list;
  }

  private void tell(Instant now) {
    say(0, "info", "job_pending", "Fine tune request created");
    if (job.trouble.isPresent()) {
      say(FineTune.VALIDATED, "error", "job_error", job.trouble.get().message());
    } else {
      say(FineTune.STARTED, "info", "job_start", "Job started");
      say(FineTune.STARTED, "info", "training_start", "Training started");
      int epochs = job.request.epochs();
      for (int epoch = 1; epoch <= epochs; epoch++) {
        double at = FineTune.STARTED + (FineTune.TRAINED - FineTune.STARTED) * epoch / epochs;
        step(at, epoch, epochs);
      }
      say(FineTune.TRAINED, "info", "training_complete", "Training completed");
      say(1, "info", "job_complete", "Job finished, the model is " + job.model);
    }
    if (job.isCancelled()) {
      say(progress, "info", "cancel_requested", "Job cancellation requested");
      if (job.status(now).equals("cancelled")) {
        say(progress, "warning", "job_stopped", "Job was cancelled");
      }
    }
  }

  private void say(double at, String level, String type, String message) {
    if (at <= progress) {
      event(at, level, type, message);
    }
  }

  private void step(double at, int epoch, int epochs) {
    if (at <= progress) {
      event(at, "info", "epoch_complete", "Epoch completed, at step " + epoch)
          .put("step", epoch)
          .put("total_steps", epochs);
    }
  }

  private ObjectNode event(double at, String level, String type, String message) {
    return events
        .addObject()
        .put("object", "fine-tune-event")
        .put("created_at", job.timeOf(at).toString())
        .put("level", level)
        .put("type", type)
        .put("message", message)
        .put("param_count", 0)
        .put("token_count", 0)
        .put("wandb_url", "");
  }
}
