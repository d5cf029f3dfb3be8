package ai.organized.flywheel.cycle;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.train.JobStatus;
import ai.organized.flywheel.train.JobStatuses;
import java.util.Comparator;
import java.util.Optional;

/**
 * How far a client's evidence was trained on: up to the newest dataset that gave a model with a
 * verdict. A training that failed, or that its provider refused, leaves it where it was, so that
 * the same lines are new once more.
 */
public final class Cursor {
  private final DatasetStore datasets;
  private final ModelRegistry registry;
  private final JobStatuses jobs;

  public Cursor(DatasetStore datasets, ModelRegistry registry, JobStatuses jobs) {
    this.datasets = datasets;
    this.registry = registry;
    this.jobs = jobs;
  }

  /** The newest dataset that gave a model. */
  public Optional<Dataset> newest(ClientId client) {
    return registry.versions(client).stream()
        .filter(Cursor::gaveModel)
        .map(ModelVersion::version)
        .max(Comparator.naturalOrder())
        .flatMap(version -> datasets.find(client, version));
  }

  /** Whether these lines gave a model, or a person does not want them trained. */
  boolean isPast(Dataset dataset) {
    return model(dataset).filter(Cursor::gaveModel).isPresent()
        || job(dataset).filter(JobStatus::cancelAsked).isPresent();
  }

  /** The training of this dataset that gave no model; empty: there was none yet. */
  Optional<ModelVersion> failed(Dataset dataset) {
    return model(dataset).filter(model -> !gaveModel(model));
  }

  /** Whether who failed may still have its job, or its model: another would be paid for twice. */
  boolean mayGoOn(Dataset dataset) {
    return job(dataset).filter(job -> job.mayBeAtWork() || job.modelId().isPresent()).isPresent();
  }

  private Optional<ModelVersion> model(Dataset dataset) {
    return registry.versions(dataset.client()).stream()
        .filter(model -> model.version() == dataset.version())
        .findFirst();
  }

  private Optional<JobStatus> job(Dataset dataset) {
    return jobs.of(dataset.client(), dataset.version());
  }

  private static boolean gaveModel(ModelVersion model) {
    return model.modelId().isPresent() && model.state() != ModelState.FAILED;
  }
}
