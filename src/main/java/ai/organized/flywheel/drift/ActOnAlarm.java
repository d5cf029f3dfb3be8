package ai.organized.flywheel.drift;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.drift.Alarm.Standing;
import ai.organized.flywheel.notify.Message;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes back to the version before, or warns and has it compared on the holdout: alarm, registry,
 * audit log and message in one transaction. An alarm is acted on once per version and signal, and
 * what was only warned of once a week.
 */
final class ActOnAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(ActOnAlarm.class);

  private final Jdbi jdbi;
  private final ModelRegistry registry;
  private final RollbackRule rule;
  private final AuditLog audit;
  private final Outbox outbox;
  private final OpenQuestions rechecks;
  private final AlarmRows alarms;

  ActOnAlarm(
      Jdbi jdbi,
      ModelRegistry registry,
      RollbackRule rule,
      AuditLog audit,
      Outbox outbox,
      OpenQuestions rechecks,
      AlarmRows alarms) {
    this.jdbi = jdbi;
    this.registry = registry;
    this.rule = rule;
    this.audit = audit;
    this.outbox = outbox;
    this.rechecks = rechecks;
    this.alarms = alarms;
  }

  /** Whether this signal of the version alarmed and was acted on, or told a while ago. */
  boolean isKnown(ActiveVersion active, Signal signal) {
    return jdbi.withHandle(handle -> alarms.isKnown(handle, active, signal.word()));
  }

  void act(Alarm alarm) {
    Optional<String> said = jdbi.inTransaction(handle -> act(handle, alarm));
    said.ifPresent(
        text -> {
          LOG.warn("{}", text);
          registry.project(alarm.active().client());
        });
  }

  /** Empty when another version answers meanwhile, or somebody else acted on it. */
  private Optional<String> act(Handle handle, Alarm alarm) {
    ActiveVersion active = alarm.active();
    if (!registry.activeVersion(handle, active.client()).equals(Optional.of(active.version()))) {
      return Optional.empty();
    }
    Optional<ModelVersion> before = registry.predecessor(handle, active.client());
    Optional<String> obstacle = rule.obstacle(handle, alarm, before);
    String signal = alarm.signal().word();
    if (!alarms.add(handle, active, signal, alarm.evidence(), obstacle.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        obstacle.isEmpty()
            ? rollBack(handle, alarm, before.orElseThrow().version())
            : warn(handle, alarm, obstacle.get()));
  }

  private String rollBack(Handle handle, Alarm alarm, int before) {
    ActiveVersion active = alarm.active();
    ClientId client = active.client();
    String better = alarm.standing() instanceof Standing.Better shown ? shown.evidence() : "";
    String text =
        active.name()
            + " went back to v"
            + before
            + ": "
            + alarm.evidence()
            + ". v"
            + before
            + " before: "
            + better;
    registry.promote(handle, client, before, text);
    registry.move(handle, client, active.version(), ModelState.ARCHIVED, text);
    audit.add(handle, AuditLog.LOOP, Action.ROLLED_BACK, client, before, text);
    outbox.add(
        handle,
        client,
        Message.of("rolled_back", client + " went back to v" + before, text)
            .with("v" + active.version(), alarm.evidence())
            .with("v" + before, better)
            .next(
                "To undo it",
                "flywheel fine-tune rollback --client "
                    + client
                    + " --version "
                    + active.version()));
    return text;
  }

  private String warn(Handle handle, Alarm alarm, String obstacle) {
    ActiveVersion active = alarm.active();
    ClientId client = active.client();
    String text =
        active.name()
            + " may have become worse: "
            + alarm.evidence()
            + ". It goes on serving: "
            + obstacle;
    audit.add(handle, AuditLog.LOOP, Action.WARNED, client, active.version(), text);
    outbox.add(
        handle,
        client,
        Message.of("warning", active.name() + " may have become worse", text)
            .with("v" + active.version(), alarm.evidence())
            .with("Next", "it is compared with the version before on the holdout now")
            .next("To see what comes of it", "flywheel fine-tune status --client " + client));
    rechecks.ask(handle, client, alarm.signal().inWords() + " alarmed");
    return text;
  }
}
