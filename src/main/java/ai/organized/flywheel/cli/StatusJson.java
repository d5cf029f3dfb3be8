package ai.organized.flywheel.cli;

import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.registry.RegistryFile;
import ai.organized.flywheel.serve.Challengers.Challenger;
import ai.organized.flywheel.train.JobStatus;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** The rows of the registry, with what is known of each version's training beside. */
final class StatusJson {
  private StatusJson() {}

  static ArrayNode of(ClientStatus client, Store store) {
    ArrayNode rows = RegistryFile.of(client.versions());
    Optional<Challenger> trial = store.challengers().of(client.client());
    for (int i = 0; i < rows.size(); i++) {
      ModelVersion version = client.versions().get(i);
      ObjectNode row = (ObjectNode) rows.get(i);
      store.jobs().of(client.client(), version.version()).ifPresent(job -> add(row, job));
      trial.filter(t -> t.version() == version.version()).ifPresent(t -> add(row, t));
    }
    return rows;
  }

  private static void add(ObjectNode row, Challenger trial) {
    row.putObject("challenger")
        .put("percent", trial.percent())
        .put("shadow", trial.shadow())
        .put("since", trial.since().toString());
  }

  private static void add(ObjectNode row, JobStatus job) {
    row.put("job_state", job.state().word());
    row.put("file_id", job.fileId().orElse(null));
    row.put("job_id", job.jobId().orElse(null));
    row.put("newest_event", job.event().orElse(null));
    row.put("note", job.note().orElse(null));
    row.put("cancel_asked", job.cancelAsked());
    row.put("submitted_since", job.createdAt().map(Instant::toString).orElse(null));
    row.put("next_step", job.isUnderWay() ? job.nextStep().toString() : null);
    row.put(
        "estimated_usd", job.estimatedUsd().isPresent() ? job.estimatedUsd().getAsDouble() : null);
    row.put(
        "billed_tokens", job.billedTokens().isPresent() ? job.billedTokens().getAsLong() : null);
    row.put("billed_usd", job.billedUsd().isPresent() ? job.billedUsd().getAsDouble() : null);
  }
}
