package ai.organized.flywheel.train.openai;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.settings.Settings.OpenAi;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.TrainingEvent;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/** Files and fine-tuning jobs, as OpenAI's API has them. */
public final class OpenAiFineTuner implements FineTuner {
  /** What the provider lists at most at once. */
  private static final int LIST = 100;

  /** Bytes a second of a slow line. */
  private static final long SLOWEST = 100_000;

  private final OpenAi settings;
  private final Function<RemoteCall, RemoteReply> send;
  private final Clock clock;

  /**
   * @param send passes the egress guard
   */
  public OpenAiFineTuner(OpenAi settings, Function<RemoteCall, RemoteReply> send, Clock clock) {
    this.settings = settings;
    this.send = send;
    this.clock = clock;
  }

  @Override
  public String provider() {
    return "openai";
  }

  @Override
  public Track track() {
    return Track.A;
  }

  @Override
  public Optional<String> missing() {
    return settings.isOn() ? Optional.empty() : Optional.of("set OPENAI_API_KEY");
  }

  @Override
  public URI destination() {
    return settings.baseUrl();
  }

  @Override
  public String baseModel() {
    return settings.model();
  }

  @Override
  public void check(ClientId client) {
    OpenAiReply.read("listing the models", get(client, "/models"));
  }

  @Override
  public Optional<String> findUpload(TrainingJob job) {
    RemoteReply reply = get(job.client(), "/files?purpose=fine-tune&order=desc&limit=" + LIST);
    for (JsonNode file : OpenAiReply.read("listing the files", reply).path("data")) {
      if (file.path("filename").asText().equals(job.uploadName())) {
        return Optional.of(id(file));
      }
    }
    return Optional.empty();
  }

  @Override
  public String upload(TrainingJob job) {
    HttpEntity body =
        MultipartEntityBuilder.create()
            .addBinaryBody(
                "file",
                job.trainingFile().toFile(),
                ContentType.APPLICATION_OCTET_STREAM,
                job.uploadName())
            .addTextBody("purpose", "fine-tune")
            .build();
    RemoteCall call =
        new RemoteCall(job.client(), "POST", at("/files"), authorization(), null, body);
    return id(OpenAiReply.read("uploading " + job.uploadName(), sent(call)));
  }

  private static String byMetadata(TrainingJob job) {
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
    return "/fine_tuning/jobs" + query;
  }

  /**
   * A job whose answer was lost is found by its metadata. One that is not there may still be on its
   * way for as long as the lost call could last: only after that is there none. One that failed is
   * not looked for: it is why the dataset was submitted again.
   */
  @Override
  public Optional<String> findJob(TrainingJob job) {
    RemoteReply reply = get(job.client(), byMetadata(job));
    for (JsonNode found : OpenAiReply.read("listing the jobs", reply).path("data")) {
      if (isOurs(job, found) && !isDead(found)) {
        return Optional.of(id(found));
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
    return Optional.empty();
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
  public String createJob(TrainingJob job) {
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
    RemoteCall call =
        RemoteCall.postJson(
            job.client(), at("/fine_tuning/jobs"), authorization(), body.toString());
    return id(OpenAiReply.read("creating the job for " + job.uploadName(), sent(call)));
  }

  @Override
  public List<TrainingEvent> events(TrainingJob job) {
    RemoteReply reply =
        get(job.client(), "/fine_tuning/jobs/" + job.jobId() + "/events?limit=" + LIST);
    if (!reply.isSuccess()) {
      return List.of(); // for show only: a server without events trains all the same
    }
    List<TrainingEvent> told = new ArrayList<>();
    for (JsonNode event : OpenAiReply.read("reading the events", reply).path("data")) {
      if (event.path("id").asText().equals(job.eventId())) {
        break;
      }
      told.add(0, event(event));
    }
    return told;
  }

  private static TrainingEvent event(JsonNode event) {
    JsonNode data = event.path("data");
    boolean step = data.path("step").isNumber() && data.path("total_steps").isNumber();
    return new TrainingEvent(
        event.path("id").asText(),
        Instant.ofEpochSecond(event.path("created_at").asLong()),
        event.path("level").asText("info"),
        step
            ? "step " + data.path("step").asInt() + "/" + data.path("total_steps").asInt()
            : OpenAiReply.quoted(event.path("message").asText("")));
  }

  @Override
  public JobProgress poll(TrainingJob job) {
    return progress(
        OpenAiReply.read(
            "asking for the job", get(job.client(), "/fine_tuning/jobs/" + job.jobId())));
  }

  @Override
  public void cancel(TrainingJob job) {
    RemoteCall call =
        RemoteCall.postJson(
            job.client(), at("/fine_tuning/jobs/" + job.jobId() + "/cancel"), authorization(), "");
    RemoteReply reply = sent(call);
    boolean ended = !(poll(job) instanceof JobProgress.Running);
    if (!ended) {
      OpenAiReply.read("cancelling the job", reply);
    }
  }

  private static JobProgress progress(JsonNode job) {
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
        : new JobProgress.Succeeded(model, billed(job.path("trained_tokens")));
  }

  private static OptionalLong billed(JsonNode tokens) {
    return tokens.canConvertToLong() && tokens.isNumber()
        ? OptionalLong.of(tokens.asLong())
        : OptionalLong.empty();
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

  private RemoteReply get(ClientId client, String path) {
    return sent(RemoteCall.get(client, at(path), authorization()));
  }

  private RemoteReply sent(RemoteCall call) {
    return send.apply(call.authorizedBy(settings.authHeader()).until(deadline(call)));
  }

  /** A file takes its time beside that of the answer. */
  private Deadline deadline(RemoteCall call) {
    Duration sending =
        call.body() instanceof HttpEntity file
            ? Duration.ofSeconds(file.getContentLength() / SLOWEST)
            : Duration.ZERO;
    return Deadline.in(settings.timeout().plus(sending));
  }

  private URI at(String path) {
    return URI.create(settings.baseUrl() + path);
  }

  private String authorization() {
    return settings.authorization();
  }
}
