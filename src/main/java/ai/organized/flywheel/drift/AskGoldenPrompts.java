package ai.organized.flywheel.drift;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.drift.Alarm.Standing;
import ai.organized.flywheel.evaluate.CheckSoundness;
import ai.organized.flywheel.evaluate.Soundness;
import ai.organized.flywheel.evaluate.Soundness.Broken;
import ai.organized.flywheel.evaluate.Soundness.Silent;
import ai.organized.flywheel.notify.Message;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Asks the model that answers golden prompts, every night. One that is broken twice, a minute apart
 * at least, goes back to the version before; a server that is silent is told, and is no flaw.
 */
public final class AskGoldenPrompts {
  private static final String SILENT = " did not answer its golden prompts: ";

  private final Jdbi jdbi;
  private final ActiveVersions versions;
  private final ModelRegistry registry;
  private final CheckSoundness soundness;
  private final GoldenChecks checks;
  private final ActOnAlarm act;
  private final AuditLog audit;
  private final Outbox outbox;

  AskGoldenPrompts(
      Jdbi jdbi,
      ActiveVersions versions,
      ModelRegistry registry,
      CheckSoundness soundness,
      GoldenChecks checks,
      ActOnAlarm act,
      AuditLog audit,
      Outbox outbox) {
    this.jdbi = jdbi;
    this.versions = versions;
    this.registry = registry;
    this.soundness = soundness;
    this.checks = checks;
    this.act = act;
    this.audit = audit;
    this.outbox = outbox;
  }

  public void ask(ClientId client) {
    versions.of(client).ifPresent(active -> ask(active, true));
  }

  /** Only a model that was broken the last time, when a minute has passed. */
  public void askAgain(ClientId client) {
    versions
        .of(client)
        .filter(active -> !act.isKnown(active, Signal.GOLDEN))
        .filter(checks::isDueAgain)
        .ifPresent(active -> ask(active, false));
  }

  private void ask(ActiveVersion active, boolean tellSilence) {
    Soundness found = soundness.of(active.model());
    if (found instanceof Silent silent) {
      if (tellSilence && !isTold(active)) {
        warn(active, silent);
      }
      return;
    }
    Optional<Broken> broken =
        found instanceof Broken flawed ? Optional.of(flawed) : Optional.empty();
    if (checks.keep(active, broken.map(Broken::flaw))) {
      act.act(
          new Alarm(
              active,
              Signal.GOLDEN,
              "asked twice, " + broken.orElseThrow().evidence(),
              before(active)));
    }
  }

  /** Whether the version before answers them today. */
  private Standing before(ActiveVersion active) {
    Optional<ModelVersion> before = registry.predecessor(active.client());
    if (before.isEmpty()) {
      return new Standing.NotShown("no version before could answer again");
    }
    Soundness today = soundness.of(before.get());
    if (today instanceof Broken broken) {
      return new Standing.NotShown("the version before is broken as well: " + broken.evidence());
    }
    if (today instanceof Silent silent) {
      return new Standing.NotShown("the version before does not answer: " + silent.reason());
    }
    return new Standing.Better("it answers the same prompts soundly");
  }

  /** One that goes on is told once a week. */
  private boolean isTold(ActiveVersion active) {
    return audit.read(Optional.of(active.client()), checks.silentSince(active)).stream()
        .filter(entry -> entry.version().equals(Optional.of(active.version())))
        .anyMatch(entry -> entry.detail().startsWith(active.name() + SILENT));
  }

  private void warn(ActiveVersion active, Silent silent) {
    String text = active.name() + SILENT + silent.reason();
    jdbi.useTransaction(
        handle -> {
          audit.add(handle, AuditLog.LOOP, Action.WARNED, active.client(), active.version(), text);
          outbox.add(
              handle,
              active.client(),
              Message.of("warning", active.name() + " is silent", text)
                  .with("Meanwhile", "callers get the fallback")
                  .next(
                      "To see how it does",
                      "flywheel fine-tune status --client " + active.client()));
        });
  }
}
