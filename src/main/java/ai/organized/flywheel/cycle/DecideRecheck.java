package ai.organized.flywheel.cycle;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.ask.OpenQuestions.Question;
import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.drift.AlarmRows;
import ai.organized.flywheel.evaluate.Comparison;
import ai.organized.flywheel.evaluate.Contestant;
import ai.organized.flywheel.evaluate.Evaluation;
import ai.organized.flywheel.evaluate.EvaluationResult;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.Evaluations;
import ai.organized.flywheel.evaluate.Evaluations.Kind;
import ai.organized.flywheel.evaluate.SpeakVerdict;
import ai.organized.flywheel.evaluate.Verdict;
import ai.organized.flywheel.evaluate.paired.PairedTest.Standing;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.notify.Message;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes back to the version before when the one that answers is shown to be worse than it on the
 * questions of today: evaluation, registry and message change together or not at all. What may be
 * noise is told, and changes nothing. So is what was compared by these very questions before: it
 * answers because a person wanted it.
 */
public final class DecideRecheck {
  private static final Logger LOG = LoggerFactory.getLogger(DecideRecheck.class);

  private final Jdbi jdbi;
  private final Evaluation evaluation;
  private final Evaluations evaluations;
  private final SpeakVerdict speakVerdict;
  private final ModelRegistry registry;
  private final OpenQuestions rechecks;
  private final Outbox outbox;
  private final AuditLog audit;
  private final AlarmRows alarms;

  public DecideRecheck(
      Jdbi jdbi,
      Evaluation evaluation,
      Evaluations evaluations,
      SpeakVerdict speakVerdict,
      ModelRegistry registry,
      OpenQuestions rechecks,
      Outbox outbox,
      AuditLog audit,
      AlarmRows alarms) {
    this.jdbi = jdbi;
    this.evaluation = evaluation;
    this.evaluations = evaluations;
    this.speakVerdict = speakVerdict;
    this.registry = registry;
    this.rechecks = rechecks;
    this.outbox = outbox;
    this.audit = audit;
    this.alarms = alarms;
  }

  public void decide(Question question, Comparison comparison) {
    EvaluationResult result = evaluation.result(comparison);
    Verdict verdict = speakVerdict.speakAgain(result);
    String answer =
        jdbi.inTransaction(
            handle -> {
              refuseChangedVersions(handle, comparison);
              return act(handle, result, verdict);
            });
    registry.project(comparison.client());
    LOG.info("{}", answer);
    rechecks.answer(question, answer);
  }

  /** Somebody may have promoted or gone back since: then the comparison is void. */
  private void refuseChangedVersions(Handle handle, Comparison comparison) {
    ClientId client = comparison.client();
    if (!registry.activeVersion(handle, client).equals(comparison.candidate().version())
        || !registry
            .predecessor(handle, client)
            .map(ModelVersion::version)
            .equals(comparison.rival().flatMap(Contestant::version))) {
      throw new UnavailableException(
          "another version of " + client + " answers meanwhile; it is looked at again");
    }
  }

  private String act(Handle handle, EvaluationResult result, Verdict verdict) {
    Comparison comparison = result.comparison();
    ClientId client = comparison.client();
    String name = client + " v" + comparison.candidate().version().orElseThrow();
    if (result instanceof Scored scored && evaluations.isKnown(handle, scored)) {
      return name + " goes on serving, there is nothing new: " + verdict.reason();
    }
    evaluations.save(handle, Kind.RECHECK, result, verdict);
    if (verdict instanceof Verdict.Promote) {
      return name + " goes on serving: " + verdict.reason();
    }
    int before = comparison.rival().flatMap(Contestant::version).orElseThrow();
    if (verdict instanceof Verdict.Refuse && isWorseThanRival(verdict)) {
      String answer = name + " went back to v" + before + ": " + verdict.reason();
      registry.promote(handle, client, before, answer);
      int worse = comparison.candidate().version().orElseThrow();
      registry.move(handle, client, worse, ModelState.ARCHIVED, answer);
      alarms.leftAfterComparison(handle, client, worse, verdict.reason());
      outbox.add(
          handle,
          client,
          VerdictMessage.of(
                  "rolled_back", client + " went back to v" + before, answer, verdict, comparison)
              .next(
                  "To undo it",
                  "flywheel fine-tune rollback --client " + client + " --version " + worse));
      audit.add(handle, AuditLog.LOOP, Action.ROLLED_BACK, client, before, answer);
      return answer;
    }
    String answer =
        name
            + " goes on serving, "
            + (result instanceof Scored ? "but may be worse: " : "but is broken: ")
            + verdict.reason();
    Message told =
        VerdictMessage.of("recheck", name + " looked at again", answer, verdict, comparison);
    Message message =
        isGone(result)
            ? told
            : told.next(
                "To go back",
                "flywheel fine-tune rollback --client " + client + " --version " + before);
    outbox.add(handle, client, message);
    Integer answering = comparison.candidate().version().orElseThrow();
    audit.add(handle, AuditLog.LOOP, Action.WARNED, client, answering, answer);
    return message.words();
  }

  /** Worse than the untuned base is told: the version before need not be better than that. */
  private static boolean isWorseThanRival(Verdict verdict) {
    return verdict
        .evidence()
        .champion()
        .filter(test -> test.standing() == Standing.SHOWN_WORSE)
        .isPresent();
  }

  /** Advice only to what answers. */
  private static boolean isGone(EvaluationResult result) {
    return result instanceof Scored scored && scored.rivalUnknown().isPresent();
  }
}
