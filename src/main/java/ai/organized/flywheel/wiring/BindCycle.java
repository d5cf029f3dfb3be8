package ai.organized.flywheel.wiring;

import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.ask.OpenQuestions;
import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.cycle.BeginVersion;
import ai.organized.flywheel.cycle.CoolDown;
import ai.organized.flywheel.cycle.Cursor;
import ai.organized.flywheel.cycle.LoopFile;
import ai.organized.flywheel.cycle.LoopStates;
import ai.organized.flywheel.cycle.RemoveOldModels;
import ai.organized.flywheel.cycle.StartTraining;
import ai.organized.flywheel.cycle.SubmitTraining;
import ai.organized.flywheel.cycle.Succession;
import ai.organized.flywheel.cycle.TurnCycle;
import ai.organized.flywheel.dataset.DatasetStore;
import ai.organized.flywheel.notify.Outbox;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.OldVersions;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.train.Budget;
import ai.organized.flywheel.train.ChooseTrack;
import ai.organized.flywheel.train.EstimateCost;
import ai.organized.flywheel.train.FineTuners;
import ai.organized.flywheel.train.JobStatuses;
import ai.organized.flywheel.train.SubmitAgain;
import ai.organized.flywheel.train.TrainingJobs;
import java.time.Clock;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;

/** The steps of the cycle: who is asked for a version, what begins one, what it leaves behind. */
final class BindCycle {
  private BindCycle() {}

  /** What other areas have made. */
  record Parts(
      Clients clients,
      AccountStates states,
      DatasetStore datasets,
      ModelRegistry registry,
      TrainingJobs jobs,
      FineTuners tuners,
      EstimateCost cost,
      OpenQuestions cycles,
      OpenQuestions collections,
      Outbox outbox,
      AuditLog audit,
      EgressGuard guard,
      CallRemote remote) {}

  static void bind(Main main, Settings settings, Jdbi jdbi, Clock clock, Parts parts) {
    ModelRegistry registry = parts.registry();
    DatasetStore datasets = parts.datasets();
    JobStatuses statuses = new JobStatuses(jdbi, clock);
    Cursor cursor = new Cursor(datasets, registry, statuses);
    Succession succession = new Succession(jdbi, clock, settings.drift().migrate());
    StartTraining training =
        new StartTraining(
            parts.clients(),
            registry,
            new ChooseTrack(parts.tuners(), parts.guard()),
            parts.cost(),
            new Budget(jdbi, settings.training(), clock),
            parts.jobs(),
            succession,
            parts.outbox());
    SubmitTraining submissions =
        new SubmitTraining(
            datasets,
            registry,
            statuses,
            parts.tuners(),
            training,
            new SubmitAgain(jdbi, registry, clock),
            settings.dataset().minTrainingLines());
    main.bind("submitTraining", submissions);
    main.bind(
        "turnCycle",
        new TurnCycle(
            settings,
            parts.states(),
            datasets,
            registry,
            statuses,
            parts.cycles(),
            parts.collections(),
            parts.outbox(),
            parts.audit(),
            new BeginVersion(
                datasets, training, submissions, cursor, parts.outbox(), parts.audit()),
            cursor,
            new CoolDown(jdbi, clock, settings.cycle().coolDown()),
            succession,
            clock));
    LoopFile file = new LoopFile(jdbi, parts.clients(), new LoopStates(settings, parts.clients()));
    registry.alsoWrite(file::write);
    registry.projectAll();
    main.bind(
        "removeOldModels",
        new RemoveOldModels(
            new OldVersions(jdbi, clock, settings.cycle().maxVersions()),
            registry,
            parts.audit(),
            settings.ollama().host(),
            parts.remote()));
  }
}
