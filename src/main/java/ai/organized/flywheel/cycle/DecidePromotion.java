package ai.organized.flywheel.cycle;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.evaluate.Comparison;
import ai.organized.flywheel.evaluate.Contestant;
import ai.organized.flywheel.evaluate.Evaluation;
import ai.organized.flywheel.evaluate.EvaluationResult;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.Evaluations;
import ai.organized.flywheel.evaluate.Evaluations.Kind;
import ai.organized.flywheel.evaluate.SpeakVerdict;
import ai.organized.flywheel.evaluate.Verdict;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.notify.Message;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.TrainingJobs;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a turn: scores, verdict, registry, job and message change together or not at all. */
public final class DecidePromotion {
  private static final Logger LOG = LoggerFactory.getLogger(DecidePromotion.class);

  private static final String SERVES_ON = ". What served before goes on serving";

  private final Jdbi jdbi;
  private final Evaluation evaluation;
  private final Evaluations evaluations;
  private final SpeakVerdict speakVerdict;
  private final ModelRegistry registry;
  private final TrainingJobs jobs;
  private final Outbox outbox;
  private final AuditLog audit;

  public DecidePromotion(
      Jdbi jdbi,
      Evaluation evaluation,
      Evaluations evaluations,
      SpeakVerdict speakVerdict,
      ModelRegistry registry,
      TrainingJobs jobs,
      Outbox outbox,
      AuditLog audit) {
    this.jdbi = jdbi;
    this.evaluation = evaluation;
    this.evaluations = evaluations;
    this.speakVerdict = speakVerdict;
    this.registry = registry;
    this.jobs = jobs;
    this.outbox = outbox;
    this.audit = audit;
  }

  public void decide(TrainingJob job, Comparison comparison) {
    EvaluationResult result = evaluation.result(comparison);
    Verdict verdict = speakVerdict.speak(result);
    jdbi.useTransaction(
        handle -> {
          refuseChangedChampion(handle, job, comparison);
          evaluations.save(handle, Kind.PROMOTION, result, verdict);
          if (result instanceof Scored scored) {
            registry.scored(
                handle, job.client(), job.version(), scored.candidate().problemRecall());
          }
          apply(handle, job, verdict, comparison);
          jobs.done(handle, job);
        });
    registry.project(job.client());
    LOG.info("{} v{}: {}", job.client(), job.version(), verdict.reason());
  }

  /**
   * Another version may have been promoted or rolled back to since: then the comparison is void.
   */
  private void refuseChangedChampion(Handle handle, TrainingJob job, Comparison comparison) {
    if (!registry
        .activeVersion(handle, job.client())
        .equals(comparison.rival().flatMap(Contestant::version))) {
      throw new UnavailableException(
          "the champion of " + job.client() + " changed meanwhile; it is compared again");
    }
  }

  private void apply(Handle handle, TrainingJob job, Verdict verdict, Comparison comparison) {
    ClientId client = job.client();
    int version = job.version();
    String name = client + " v" + version;
    Optional<Integer> before = registry.activeVersion(handle, client);
    if (verdict instanceof Verdict.Promote promote) {
      registry.promote(handle, client, version, promote.reason());
      Message message = told("promoted", name, promote.reason(), verdict, comparison);
      outbox.add(
          handle,
          client,
          before.map(old -> message.next("To go back", rollback(client, old))).orElse(message));
      note(handle, Action.PROMOTED, job, verdict);
    } else if (verdict instanceof Verdict.Hold hold) {
      registry.move(handle, client, version, ModelState.HELD, hold.reason());
      outbox.add(
          handle,
          client,
          told("held", name, hold.reason() + SERVES_ON, verdict, comparison)
              .next(
                  "To let it answer",
                  "flywheel fine-tune promote --client " + client + " --version " + version));
      note(handle, Action.HELD, job, verdict);
    } else {
      registry.move(handle, client, version, ModelState.REFUSED, verdict.reason());
      outbox.add(
          handle,
          client,
          told("refused", name, verdict.reason() + SERVES_ON, verdict, comparison)
              .next(
                  "To see it question by question",
                  "flywheel fine-tune eval --client " + client + " --version " + version));
      note(handle, Action.REFUSED, job, verdict);
    }
  }

  private void note(Handle handle, Action action, TrainingJob job, Verdict verdict) {
    audit.add(handle, AuditLog.LOOP, action, job.client(), job.version(), verdict.reason());
  }

  private static Message told(
      String kind, String name, String reason, Verdict verdict, Comparison comparison) {
    String title = name + " " + kind;
    return VerdictMessage.of(kind, title, title + ": " + reason, verdict, comparison);
  }

  private static String rollback(ClientId client, int version) {
    return "flywheel fine-tune rollback --client " + client + " --version " + version;
  }
}
