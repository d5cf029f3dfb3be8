package ai.organized.flywheel.wiring;

import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.drift.Watch;
import ai.organized.flywheel.evaluate.AskByChat;
import ai.organized.flywheel.evaluate.ChatModels;
import ai.organized.flywheel.evaluate.CheckSoundness;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelShutdowns;
import ai.organized.flywheel.serve.ModelPlaces;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.telemetry.ForgetTexts;
import ai.organized.flywheel.telemetry.QueuedTelemetry;
import ai.organized.flywheel.telemetry.RecordFeedback;
import ai.organized.flywheel.telemetry.RedactTexts;
import ai.organized.flywheel.telemetry.ServedAnswer;
import ai.organized.flywheel.telemetry.WriteAnswers;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;

/** What measures the answers: telemetry, the route {@code collect-feedback}, and the watch. */
final class BindMeasuring {
  /** Within the time that a stop may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private BindMeasuring() {}

  /**
   * @param listener is told every answer once, on telemetry's own thread: for metrics
   * @return telemetry; it is closed when the routes have stopped, before the store is
   */
  static QueuedTelemetry bind(
      Main main,
      Settings settings,
      Jdbi jdbi,
      Clients clients,
      RedactionKeys keys,
      Consumer<ServedAnswer> listener,
      Clock clock) {
    RedactTexts redact = new RedactTexts(clients, keys);
    QueuedTelemetry telemetry =
        new QueuedTelemetry(new WriteAnswers(jdbi, redact), listener, PATIENCE);
    main.addMainListener(new CloseAfterRoutes(telemetry::close));
    main.bind("telemetry", telemetry);
    main.bind("recordFeedback", new RecordFeedback(jdbi, clients, redact, clock));
    main.bind("forgetTexts", new ForgetTexts(jdbi, settings.serve().keepTexts(), clock));
    return telemetry;
  }

  /** The watch over the models that answer. */
  static void bindWatch(
      Main main,
      Settings settings,
      Jdbi jdbi,
      Clients clients,
      DatasetStore datasets,
      ModelRegistry registry,
      Outbox outbox,
      Clock clock) {
    Duration longest = settings.evaluation().answerTimeout();
    CallRemote remote = new CallRemote(main, longest);
    AskByChat model =
        new AskByChat(new ChatModels(new ModelPlaces(settings), clients, remote, longest));
    Watch watch =
        new Watch(
            settings,
            jdbi,
            registry,
            new CheckSoundness(model, datasets),
            new AuditLog(jdbi, clock),
            outbox,
            BindEvaluation.rechecks(jdbi, clock),
            remote,
            clock);
    main.bind("activeVersions", watch.versions());
    main.bind("watchModels", watch.models());
    main.bind("askGoldenPrompts", watch.golden());
    main.bind("readShutdowns", watch.read());
    main.bind("warnOfShutdowns", watch.warn());
    main.bind("missedNight", watch.missed());
    main.bind("modelShutdowns", new ModelShutdowns(jdbi));
  }
}
