package ai.organized.flywheel.train.openai;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Settings.OpenAi;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;

/** Files and fine-tuning jobs, as OpenAI's API has them. */
public final class OpenAiFineTuner implements FineTuner {
  /** What the provider lists at most at once. */
  private static final int LIST = 100;

  private final OpenAi settings;
  private final Clock clock;

  public OpenAiFineTuner(OpenAi settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String provider() {
    return "openai";
  }

  @Override
  public boolean isOn() {
    return settings.isOn();
  }

  @Override
  public RemoteCall findUpload(TrainingJob job) {
    return get(job, "/files?purpose=fine-tune&order=desc&limit=" + LIST);
  }

  @Override
  public TrainingJob readFoundUpload(TrainingJob job, RemoteReply reply) {
    for (JsonNode file : OpenAiReply.read("listing the files", reply).path("data")) {
      if (file.path("filename").asText().equals(job.uploadName())) {
        return job.withFile(id(file));
      }
    }
    return job;
  }

  @Override
  public RemoteCall upload(TrainingJob job) {
    Object body =
        MultipartEntityBuilder.create()
            .addBinaryBody(
                "file",
                job.trainingFile().toFile(),
                ContentType.APPLICATION_OCTET_STREAM,
                job.uploadName())
            .addTextBody("purpose", "fine-tune")
            .build();
    return new RemoteCall(job.client(), "POST", at("/files"), authorization(), null, body);
  }

  @Override
  public TrainingJob readUpload(TrainingJob job, RemoteReply reply) {
    return job.withFile(id(OpenAiReply.read("uploading " + job.uploadName(), reply)));
  }

  @Override
  public RemoteCall findJob(TrainingJob job) {
    ObjectNode wanted = metadata(job);
    StringBuilder query = new StringBuilder("?limit=" + LIST);
    wanted
        .properties()
        .forEach(
            field ->
                query
                    .append("&metadata%5B")
                    .append(field.getKey())
                    .append("%5D=")
                    .append(URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8)));
    return get(job, "/fine_tuning/jobs" + query);
  }

  /**
   * A job whose answer was lost is found by its metadata. One that is not there may still be on its
   * way for as long as the lost call could last: only after that is there none. One that failed is
   * not looked for: it is why the dataset was submitted again.
   */
  @Override
  public TrainingJob readFoundJob(TrainingJob job, RemoteReply reply) {
    for (JsonNode found : OpenAiReply.read("listing the jobs", reply).path("data")) {
      if (isOurs(job, found) && !isDead(found)) {
        return job.withJob(id(found));
      }
    }
    Instant settled =
        Optional.ofNullable(job.intentAt()).orElse(Instant.EPOCH).plus(settings.timeout());
    Instant now = clock.instant();
    if (now.isBefore(settled)) {
      throw new UnavailableException(
          "a job for " + job.uploadName() + " may still be on its way to the provider",
          Duration.between(now, settled));
    }
    return job;
  }

  /** By the metadata, or by the file where a server keeps none: a file belongs to one dataset. */
  private static boolean isOurs(TrainingJob job, JsonNode found) {
    return found.path("metadata").equals(metadata(job))
        || found.path("training_file").asText().equals(job.fileId());
  }

  private static boolean isDead(JsonNode found) {
    String status = found.path("status").asText();
    return status.equals("failed") || status.equals("cancelled");
  }

  @Override
  public RemoteCall createJob(TrainingJob job) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", job.baseModel());
    body.put("training_file", job.fileId());
    body.put("suffix", ModelSuffix.of(job.client(), job.version()));
    body.putObject("method")
        .put("type", "supervised")
        .putObject("supervised")
        .putObject("hyperparameters")
        .put("n_epochs", "auto")
        .put("batch_size", "auto")
        .put("learning_rate_multiplier", "auto");
    body.set("metadata", metadata(job));
    return RemoteCall.postJson(
        job.client(), at("/fine_tuning/jobs"), authorization(), body.toString());
  }

  @Override
  public TrainingJob readCreatedJob(TrainingJob job, RemoteReply reply) {
    return job.withJob(id(OpenAiReply.read("creating the job for " + job.uploadName(), reply)));
  }

  @Override
  public RemoteCall events(TrainingJob job) {
    return get(job, "/fine_tuning/jobs/" + job.jobId() + "/events?limit=1");
  }

  @Override
  public String readNewestEvent(RemoteReply reply) {
    if (!reply.isSuccess()) {
      return ""; // for show only: a server without events trains all the same
    }
    JsonNode event = OpenAiReply.read("reading the events", reply).path("data").path(0);
    JsonNode data = event.path("data");
    if (data.path("step").isNumber() && data.path("total_steps").isNumber()) {
      return "step " + data.path("step").asInt() + "/" + data.path("total_steps").asInt();
    }
    return OpenAiReply.quoted(event.path("message").asText(""));
  }

  @Override
  public RemoteCall poll(TrainingJob job) {
    return get(job, "/fine_tuning/jobs/" + job.jobId());
  }

  @Override
  public JobProgress readProgress(RemoteReply reply) {
    JsonNode job = OpenAiReply.read("asking for the job", reply);
    String status = job.path("status").asText();
    if (hasEndedWithoutModel(job)) {
      return new JobProgress.Ended(status, reason(job.path("error")));
    }
    return status.equals("succeeded") ? succeeded(job) : new JobProgress.Running(status);
  }

  private static boolean hasEndedWithoutModel(JsonNode job) {
    String status = job.path("status").asText();
    return status.equals("failed") || status.equals("cancelled");
  }

  private static JobProgress succeeded(JsonNode job) {
    String model = job.path("fine_tuned_model").asText("");
    return model.isEmpty()
        ? new JobProgress.Running("succeeded, no model yet")
        : new JobProgress.Succeeded(model);
  }

  /** The error may be an empty object: what counts is its code. */
  private static String reason(JsonNode error) {
    return error.path("code").isTextual()
        ? error.path("code").asText() + " " + OpenAiReply.quoted(error.path("message").asText(""))
        : "no reason given";
  }

  private static ObjectNode metadata(TrainingJob job) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("client", job.client().value())
        .put("version", String.valueOf(job.version()))
        .put("dataset", job.datasetHash());
  }

  private static String id(JsonNode object) {
    String id = object.path("id").asText("");
    // It becomes part of an address: nothing but what an id is made of may pass.
    if (!id.matches("[A-Za-z0-9_-]{1,128}")) {
      throw new RefusedException(
          "provider_refused", "the provider answered with an id that is none");
    }
    return id;
  }

  private RemoteCall get(TrainingJob job, String path) {
    return RemoteCall.get(job.client(), at(path), authorization());
  }

  private URI at(String path) {
    return URI.create(settings.baseUrl() + path);
  }

  private String authorization() {
    return "Bearer " + settings.apiKey().value();
  }
}
