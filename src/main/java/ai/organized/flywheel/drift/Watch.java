package ai.organized.flywheel.drift;

import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.evaluate.CheckSoundness;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelShutdowns;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.telemetry.LiveAnswers;
import java.time.Clock;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** The steps of the watch, made to work together. */
public final class Watch {
  private final ActiveVersions versions;
  private final WatchModels models;
  private final AskGoldenPrompts golden;
  private final ReadShutdowns read;
  private final WarnOfShutdowns warn;
  private final MissedNight missed;

  /**
   * @param rechecks asks whether a model is still good on the holdout
   * @param send passes the egress guard
   */
  public Watch(
      Settings settings,
      Jdbi jdbi,
      ModelRegistry registry,
      CheckSoundness soundness,
      AuditLog audit,
      Outbox outbox,
      OpenQuestions rechecks,
      Function<RemoteCall, RemoteReply> send,
      Clock clock) {
    this.versions = new ActiveVersions(jdbi, registry);
    AlarmRows alarms = new AlarmRows(clock);
    ActOnAlarm act =
        new ActOnAlarm(
            jdbi,
            registry,
            new RollbackRule(
                settings.drift().rollback(), settings.drift().migrate(), alarms, clock),
            audit,
            outbox,
            rechecks,
            alarms);
    this.models = new WatchModels(versions, registry, new LiveAnswers(jdbi), soundness, act, clock);
    this.golden =
        new AskGoldenPrompts(
            jdbi, versions, registry, soundness, new GoldenChecks(jdbi, clock), act, audit, outbox);
    ShutdownRows rows = new ShutdownRows(jdbi, clock);
    this.read = new ReadShutdowns(settings.openAi(), send, rows);
    this.missed = new MissedNight(jdbi, clock);
    this.warn =
        new WarnOfShutdowns(jdbi, versions, new ModelShutdowns(jdbi), rows, audit, outbox, clock);
  }

  public MissedNight missed() {
    return missed;
  }

  public ActiveVersions versions() {
    return versions;
  }

  public WatchModels models() {
    return models;
  }

  public AskGoldenPrompts golden() {
    return golden;
  }

  public ReadShutdowns read() {
    return read;
  }

  public WarnOfShutdowns warn() {
    return warn;
  }
}
