package ai.organized.flywheel.drift;

import ai.organized.flywheel.audit.Action;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.notify.Message;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelShutdowns;
import ai.organized.flywheel.registry.ModelVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/** Warns of a model that answers and will be switched off: 60, 30 and 7 days ahead, once each. */
public final class WarnOfShutdowns {
  private final Jdbi jdbi;
  private final ActiveVersions versions;
  private final ModelShutdowns shutdowns;
  private final ShutdownRows rows;
  private final AuditLog audit;
  private final Outbox outbox;
  private final Clock clock;

  WarnOfShutdowns(
      Jdbi jdbi,
      ActiveVersions versions,
      ModelShutdowns shutdowns,
      ShutdownRows rows,
      AuditLog audit,
      Outbox outbox,
      Clock clock) {
    this.jdbi = jdbi;
    this.versions = versions;
    this.shutdowns = shutdowns;
    this.rows = rows;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  public void warn(ClientId client) {
    versions
        .of(client)
        .ifPresent(
            active ->
                shutdowns
                    .of(active.model().provider(), active.model().modelId().orElse(""))
                    .ifPresent(stops -> warn(active, stops)));
  }

  private void warn(ActiveVersion active, Instant stops) {
    long days = Duration.between(clock.instant(), stops).plusDays(1).minusMillis(1).toDays();
    IntStream.of(7, 30, 60)
        .filter(ahead -> days <= ahead)
        .findFirst()
        .ifPresent(ahead -> warn(active, stops, days, ahead));
  }

  private void warn(ActiveVersion active, Instant stops, long days, int ahead) {
    ModelVersion model = active.model();
    String text =
        "the model of "
            + active.name()
            + " ("
            + model.modelId().orElseThrow()
            + ") is switched off by "
            + model.provider()
            + " on "
            + LocalDate.ofInstant(stops, ZoneOffset.UTC)
            + (days > 0 ? ", in " + days + (days == 1 ? " day" : " days") : ": it stops answering");
    Message message =
        Message.of("shutdown", "the model of " + active.name() + " stops", text)
            .with("Model", model.modelId().orElseThrow())
            .with("Base", model.baseModel())
            .next(
                "To train its successor elsewhere",
                "flywheel fine-tune submit --client "
                    + active.client()
                    + " --track "
                    + (model.track().equals("a") ? "b" : "a"));
    jdbi.useTransaction(
        handle -> {
          if (rows.isFirstWarning(handle, model.provider(), model.modelId().orElseThrow(), ahead)) {
            audit.add(
                handle, AuditLog.LOOP, Action.WARNED, active.client(), active.version(), text);
            outbox.add(handle, active.client(), message);
          }
        });
  }
}
