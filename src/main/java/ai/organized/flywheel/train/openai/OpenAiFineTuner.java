package ai.organized.flywheel.train.openai;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.Advice;
import ai.organized.flywheel.remote.openai.OpenAiCalls;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.remote.openai.ProviderIds;
import ai.organized.flywheel.settings.Settings.OpenAi;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.ModelSuffix;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;

/**
 * Files and fine-tuning jobs, as OpenAI's API has them, and Azure's behind the same paths: there
 * the base URL ends in {@code /openai/v1}, the key goes into the header {@code api-key}, and the
 * model that answers is a deployment that a person makes of the trained one.
 *
 * <p>Source: OpenAI's OpenAPI description 2.3.0.
 */
public final class OpenAiFineTuner implements FineTuner {
  static final Advice ADVICE = Advice.training("OPENAI_API_KEY");
  private static final String JOBS = "/fine_tuning/jobs";

  /** What the provider lists at most at once; what was lost is among the newest. */
  private static final int LIST = 100;

  private final OpenAi settings;
  private final OptionalInt epochs;
  private final OpenAiCalls calls;
  private final Clock clock;

  /** The provider chooses how often it goes through the lines. */
  public OpenAiFineTuner(OpenAi settings, Function<RemoteCall, RemoteReply> send, Clock clock) {
    this(settings, OptionalInt.empty(), send, clock);
  }

  /**
   * @param epochs empty: the provider's own choice
   * @param send passes the egress guard
   */
  public OpenAiFineTuner(
      OpenAi settings, OptionalInt epochs, Function<RemoteCall, RemoteReply> send, Clock clock) {
    this.settings = settings;
    this.epochs = epochs;
    this.calls =
        new OpenAiCalls(
            settings.baseUrl(),
            settings.authHeader(),
            settings.authorization(),
            settings.apiKey(),
            settings.timeout(),
            send);
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
    new CheckBaseModel(settings.model(), clock).check(calls.get(client, "/models"));
  }

  @Override
  public Optional<String> findUpload(TrainingJob job) {
    RemoteReply reply =
        calls.get(job.client(), "/files?purpose=fine-tune&order=desc&limit=" + LIST);
    for (JsonNode file : OpenAiReply.read("listing the files", reply, ADVICE).path("data")) {
      boolean whole = !file.path("status").asText().equals("error");
      if (whole && file.path("filename").asText().equals(job.uploadName())) {
        return Optional.of(ProviderIds.id(file));
      }
    }
    return Optional.empty();
  }

  @Override
  public String upload(TrainingJob job) {
    RemoteReply reply =
        calls.upload(
            job.client(),
            "/files",
            MultipartEntityBuilder.create()
                .addBinaryBody(
                    "file",
                    job.trainingFile().toFile(),
                    ContentType.APPLICATION_OCTET_STREAM,
                    job.uploadName())
                .addTextBody("purpose", "fine-tune")
                .build());
    return ProviderIds.id(OpenAiReply.read("uploading " + job.uploadName(), reply, ADVICE));
  }

  /**
   * A job whose answer was lost is found by its metadata. One that is not there may still be on its
   * way for as long as the lost call could last: only after that is there none. One that failed is
   * not looked for: it is why the dataset was submitted again.
   */
  @Override
  public Optional<String> findJob(TrainingJob job) {
    RemoteReply reply = calls.get(job.client(), JOBS + "?limit=" + LIST + byMetadata(job));
    for (JsonNode found : OpenAiReply.read("listing the jobs", reply, ADVICE).path("data")) {
      if (isOurs(job, found) && !ReadJob.hasEndedWithoutModel(found)) {
        return Optional.of(ProviderIds.id(found));
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

  private static String byMetadata(TrainingJob job) {
    StringBuilder query = new StringBuilder();
    metadata(job)
        .properties()
        .forEach(
            field ->
                query
                    .append("&metadata%5B")
                    .append(field.getKey())
                    .append("%5D=")
                    .append(URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8)));
    return query.toString();
  }

  /** By the metadata, or by the file where a server keeps none: a file belongs to one dataset. */
  private static boolean isOurs(TrainingJob job, JsonNode found) {
    return found.path("metadata").equals(metadata(job))
        || found.path("training_file").asText().equals(job.fileId());
  }

  @Override
  public String createJob(TrainingJob job) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", job.baseModel());
    body.put("training_file", job.fileId());
    body.put("suffix", ModelSuffix.of(job.client(), job.version()));
    ObjectNode numbers =
        body.putObject("method")
            .put("type", "supervised")
            .putObject("supervised")
            .putObject("hyperparameters");
    numbers.put("batch_size", "auto").put("learning_rate_multiplier", "auto");
    epochs.ifPresentOrElse(
        times -> numbers.put("n_epochs", times), () -> numbers.put("n_epochs", "auto"));
    body.set("metadata", metadata(job));
    RemoteReply reply = calls.post(job.client(), JOBS, body);
    return ProviderIds.created(
        OpenAiReply.read("creating the job for " + job.uploadName(), reply, ADVICE));
  }

  private static ObjectNode metadata(TrainingJob job) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("client", job.client().value())
        .put("version", String.valueOf(job.version()))
        .put("dataset", job.datasetHash());
  }

  @Override
  public JobProgress poll(TrainingJob job) {
    RemoteReply reply = calls.get(job.client(), at(job));
    return ReadJob.progress(OpenAiReply.read("asking for the job", reply, ADVICE));
  }

  /** Its steps tell the loss, the last of them the final one; OpenAI names its checkpoints too. */
  @Override
  public List<TrainingEvent> events(TrainingJob job) {
    return new OpenAiEvents(calls).newerThan(job, at(job) + "/events");
  }

  /** What has ended meanwhile can not be cancelled, and need not be. */
  @Override
  public void cancel(TrainingJob job) {
    RemoteReply reply = calls.post(job.client(), at(job) + "/cancel");
    if (poll(job) instanceof JobProgress.Running) {
      OpenAiReply.read("cancelling the job", reply, ADVICE);
    }
  }

  private static String at(TrainingJob job) {
    return JOBS + "/" + job.jobId();
  }
}
