package ai.organized.flywheel.cycle;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.train.FineTuner;
import ai.organized.flywheel.train.JobProgress;
import ai.organized.flywheel.train.TrainingEvent;
import ai.organized.flywheel.train.TrainingJob;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A provider that is there and is never sent anything: it can be chosen, and no more. */
record NamedTuner(String provider, Track track, String baseModel) implements FineTuner {
  @Override
  public Optional<String> missing() {
    return Optional.empty();
  }

  @Override
  public URI destination() {
    return URI.create("http://127.0.0.1:9/v1");
  }

  @Override
  public void check(ClientId client) {}

  @Override
  public Optional<String> findUpload(TrainingJob job) {
    throw silent();
  }

  @Override
  public String upload(TrainingJob job) {
    throw silent();
  }

  @Override
  public Optional<String> findJob(TrainingJob job) {
    throw silent();
  }

  @Override
  public String createJob(TrainingJob job) {
    throw silent();
  }

  @Override
  public JobProgress poll(TrainingJob job) {
    throw silent();
  }

  @Override
  public List<TrainingEvent> events(TrainingJob job) {
    throw silent();
  }

  @Override
  public void cancel(TrainingJob job) {
    throw silent();
  }

  private static UnavailableException silent() {
    return new UnavailableException("nothing answers");
  }
}
