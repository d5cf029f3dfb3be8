package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Settings.Ollama;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.TrainingEvent;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.modelfile.ClientModelName;
import ai.organized.flywheel.train.modelfile.Modelfile;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Bakes a model in Ollama: the base model with the client's system prompt and best examples.
 *
 * <p>Nothing is trained and nothing runs on: the model is there when {@link #createJob} comes back,
 * and its name is the id of the job. To make it again is to replace it with the same, so a lost
 * answer costs nothing.
 */
public final class OllamaFineTuner implements FineTuner {
  /** In place of the id of a file where the examples go along with the job. */
  static final String INLINE = "inline";

  private final Ollama settings;
  private final ByApi api;
  private final Optional<BySsh> ssh;

  /**
   * @param clients say whose data may leave
   * @param send passes the egress guard
   * @param ssh the trainer's command line, taken when the API does not answer
   */
  public OllamaFineTuner(
      Ollama settings,
      Clients clients,
      Function<RemoteCall, RemoteReply> send,
      Optional<BySsh> ssh) {
    this(settings, clients, send, ssh, Patience.USUAL);
  }

  OllamaFineTuner(
      Ollama settings,
      Clients clients,
      Function<RemoteCall, RemoteReply> send,
      Optional<BySsh> ssh,
      Patience patience) {
    this.settings = settings;
    this.api = new ByApi(settings.host(), clients, send, patience);
    this.ssh = ssh;
  }

  @Override
  public String provider() {
    return "ollama";
  }

  @Override
  public Track track() {
    return Track.B;
  }

  @Override
  public Optional<String> missing() {
    return settings.baseModel().isBlank()
        ? Optional.of("set FLYWHEEL_OLLAMA_BASE_MODEL")
        : Optional.empty();
  }

  /** Of the API. A trainer, where it is taken instead, asks the guard by itself. */
  @Override
  public URI destination() {
    return settings.host();
  }

  @Override
  public String baseModel() {
    return settings.baseModel();
  }

  @Override
  public void check(ClientId client) {
    way(client).requireBase(client, baseModel());
  }

  @Override
  public Optional<String> findUpload(TrainingJob job) {
    return GgufFile.isMeantBy(job.baseModel())
        ? api.findFile(job.client(), GgufFile.of(job.baseModel()))
        : Optional.empty();
  }

  /**
   * Nothing, unless the base model is a file of this machine: the examples are part of the request
   * that makes the model. The id of such a file is its digest.
   */
  @Override
  public String upload(TrainingJob job) {
    return GgufFile.isMeantBy(job.baseModel())
        ? api.upload(job.client(), GgufFile.of(job.baseModel()))
        : INLINE;
  }

  /** A model of this name that says of itself what we would write into it. */
  @Override
  public Optional<String> findJob(TrainingJob job) {
    return find(job, name(job)) == WayToOllama.Found.SAME
        ? Optional.of(name(job))
        : Optional.empty();
  }

  @Override
  public String createJob(TrainingJob job) {
    way(job.client()).make(job, name(job), model(job));
    return name(job);
  }

  @Override
  public JobProgress poll(TrainingJob job) {
    return switch (find(job, name(job))) {
      case SAME -> new JobProgress.Succeeded(name(job), OptionalLong.empty());
      case OTHER ->
          new JobProgress.Ended("replaced", "another model has taken the name " + name(job));
      case NOTHING -> new JobProgress.Ended("missing", name(job) + " is not in Ollama any more");
    };
  }

  @Override
  public List<TrainingEvent> events(TrainingJob job) {
    return List.of();
  }

  /**
   * Does nothing: there is nothing that runs, and a model that is there may be the one that
   * answers. Who wants it gone types {@code ollama rm}.
   */
  @Override
  public void cancel(TrainingJob job) {}

  /** The examples of a client do not stay on the trainer. */
  @Override
  public void forget(TrainingJob job) {
    if (way(job.client()) instanceof BySsh trainer) {
      trainer.forget(job);
    }
  }

  private WayToOllama.Found find(TrainingJob job, String name) {
    return way(job.client()).find(job, name, model(job));
  }

  private Modelfile model(TrainingJob job) {
    return BakedModel.of(job, settings.examples());
  }

  private static String name(TrainingJob job) {
    return ClientModelName.of(job.client(), job.version());
  }

  private WayToOllama way(ClientId client) {
    if (ssh.isPresent() && !api.isReachable(client)) {
      return ssh.get();
    }
    return api;
  }
}
