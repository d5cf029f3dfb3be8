package ai.organized.flywheel.cycle;

import ai.organized.flywheel.evaluate.Evaluation;
import ai.organized.flywheel.evaluate.EvaluationResult;
import ai.organized.flywheel.evaluate.Verdict;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.TrainingJobs;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a turn: scores, verdict, registry, job and message change together or not at all. */
public final class DecidePromotion {
  private static final Logger LOG = LoggerFactory.getLogger(DecidePromotion.class);

  private final Jdbi jdbi;
  private final Evaluation evaluation;
  private final ModelRegistry registry;
  private final TrainingJobs jobs;
  private final Outbox outbox;

  public DecidePromotion(
      Jdbi jdbi, Evaluation evaluation, ModelRegistry registry, TrainingJobs jobs, Outbox outbox) {
    this.jdbi = jdbi;
    this.evaluation = evaluation;
    this.registry = registry;
    this.jobs = jobs;
    this.outbox = outbox;
  }

  public void decide(TrainingJob job) {
    EvaluationResult result = evaluation.result(job.client(), job.version());
    jdbi.useTransaction(
        handle -> {
          refuseChangedChampion(handle, job, result);
          evaluation.save(handle, job.client(), job.version(), result);
          registry.scored(handle, job.client(), job.version(), result.candidate().problemRecall());
          apply(handle, job, result.verdict());
          jobs.done(handle, job);
        });
    registry.project(job.client());
    LOG.info("{} v{}: {}", job.client(), job.version(), result.verdict().reason());
  }

  /**
   * Another version may have been promoted or rolled back to since: then the comparison is void.
   */
  private void refuseChangedChampion(Handle handle, TrainingJob job, EvaluationResult result) {
    if (!registry.activeVersion(handle, job.client()).equals(result.championVersion())) {
      throw new UnavailableException(
          "the champion of " + job.client() + " changed meanwhile; it is compared again");
    }
  }

  private void apply(Handle handle, TrainingJob job, Verdict verdict) {
    String name = job.client() + " v" + job.version();
    if (verdict instanceof Verdict.Promote promote) {
      registry.promote(handle, job.client(), job.version(), promote.reason());
      outbox.add(handle, job.client(), "promoted", name + " promoted: " + promote.reason());
    } else {
      registry.move(handle, job.client(), job.version(), ModelState.REFUSED, verdict.reason());
      outbox.add(
          handle,
          job.client(),
          "refused",
          name + " refused: " + verdict.reason() + ". What served before goes on serving.");
    }
  }
}
