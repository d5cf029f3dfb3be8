package ai.organized.flywheel.train.together;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.Advice;
import ai.organized.flywheel.remote.openai.OpenAiCalls;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.remote.openai.ProviderIds;
import ai.organized.flywheel.settings.Settings.Together;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.TrainingEvent;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;

/**
 * Files and fine-tunes, as Together's API has them. It keeps no metadata: a job is known by its
 * file, and a file by its name. A trained model answers under its name once a person has given it
 * an endpoint there.
 *
 * <p>Source: the types of the package {@code together-ai} 0.52.0 and the service's OpenAPI
 * description.
 */
public final class TogetherFineTuner implements FineTuner {
  static final Advice ADVICE = Advice.training("TOGETHER_API_KEY");
  private static final String JOBS = "/fine-tunes";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Together settings;
  private final TrainingRequest request;
  private final OptionalInt epochs;
  private final Duration timeout;
  private final OpenAiCalls calls;
  private final Clock clock;

  /**
   * @param epochs empty: the provider's own choice
   * @param send passes the egress guard
   */
  public TogetherFineTuner(
      Together settings, OptionalInt epochs, Function<RemoteCall, RemoteReply> send, Clock clock) {
    this(settings, epochs, send, clock, TIMEOUT);
  }

  TogetherFineTuner(
      Together settings,
      OptionalInt epochs,
      Function<RemoteCall, RemoteReply> send,
      Clock clock,
      Duration timeout) {
    this.settings = settings;
    this.request = new TrainingRequest(epochs);
    this.epochs = epochs;
    this.timeout = timeout;
    this.calls =
        new OpenAiCalls(
            settings.baseUrl(),
            "Authorization",
            settings.authorization(),
            settings.apiKey(),
            timeout,
            send);
    this.clock = clock;
  }

  @Override
  public String provider() {
    return "together";
  }

  @Override
  public Track track() {
    return Track.A;
  }

  @Override
  public Optional<String> missing() {
    return settings.isOn() ? Optional.empty() : Optional.of("set TOGETHER_API_KEY");
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
    String model = URLEncoder.encode(settings.model(), StandardCharsets.UTF_8);
    new CheckLimits(settings.model(), epochs)
        .check(calls.get(client, JOBS + "/models/limits?model_name=" + model));
  }

  @Override
  public Optional<String> findUpload(TrainingJob job) {
    JsonNode files =
        OpenAiReply.read("listing the files", calls.get(job.client(), "/files"), ADVICE);
    return newest(files, file -> file.path("filename").asText().equals(job.uploadName()));
  }

  @Override
  public String upload(TrainingJob job) {
    RemoteReply reply =
        calls.upload(
            job.client(),
            "/files/upload",
            MultipartEntityBuilder.create()
                .addBinaryBody(
                    "file",
                    job.trainingFile().toFile(),
                    ContentType.APPLICATION_OCTET_STREAM,
                    job.uploadName())
                .addTextBody("file_name", job.uploadName())
                .addTextBody("purpose", "fine-tune")
                .build());
    return ProviderIds.id(OpenAiReply.read("uploading " + job.uploadName(), reply, ADVICE));
  }

  /**
   * A job whose answer was lost is found by its file, which belongs to one dataset. One that is not
   * there may still be on its way for as long as the lost call could last. One that failed is not
   * looked for: it is why the dataset was submitted again.
   */
  @Override
  public Optional<String> findJob(TrainingJob job) {
    JsonNode jobs = OpenAiReply.read("listing the jobs", calls.get(job.client(), JOBS), ADVICE);
    Optional<String> ours =
        newest(
            jobs,
            found ->
                found.path("training_file").asText().equals(job.fileId())
                    && !ReadFineTune.hasEndedWithoutModel(found));
    Instant settled = Optional.ofNullable(job.intentAt()).orElse(Instant.EPOCH).plus(timeout);
    Instant now = clock.instant();
    if (ours.isEmpty() && now.isBefore(settled)) {
      throw new UnavailableException(
          "a job for " + job.uploadName() + " may still be on its way to the provider",
          Duration.between(now, settled));
    }
    return ours;
  }

  /** These lists have no order that is promised, and no pages. */
  private static Optional<String> newest(JsonNode list, Predicate<JsonNode> wanted) {
    return StreamSupport.stream(list.path("data").spliterator(), false)
        .filter(wanted)
        .max(Comparator.comparing(each -> each.path("created_at").asText()))
        .map(ProviderIds::id);
  }

  @Override
  public String createJob(TrainingJob job) {
    RemoteReply reply = calls.post(job.client(), JOBS, request.job(job));
    return ProviderIds.created(
        OpenAiReply.read("creating the job for " + job.uploadName(), reply, ADVICE));
  }

  @Override
  public JobProgress poll(TrainingJob job) {
    RemoteReply reply = calls.get(job.client(), at(job));
    JsonNode said = OpenAiReply.read("asking for the job", reply, ADVICE);
    return ReadFineTune.progress(said, () -> ToldEvents.lastError(readEvents(job)));
  }

  @Override
  public List<TrainingEvent> events(TrainingJob job) {
    return ToldEvents.newerThan(job.eventId(), readEvents(job));
  }

  /** All of them. They are for show: without them a job trains all the same. */
  private List<TrainingEvent> readEvents(TrainingJob job) {
    try {
      RemoteReply reply = calls.get(job.client(), at(job) + "/events");
      return reply.isSuccess()
          ? ToldEvents.read(OpenAiReply.read("reading the events", reply))
          : List.of();
    } catch (UnavailableException e) {
      return List.of(); // they are told later
    }
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
