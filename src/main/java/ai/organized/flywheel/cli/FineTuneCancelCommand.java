package ai.organized.flywheel.cli;

import ai.organized.flywheel.audit.AuditLog;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.settings.Settings;
import ai.organized.flywheel.train.JobStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fine-tune cancel}: a training ends, at its provider too. */
@Command(name = "cancel", description = "Ends a training; it can be submitted again.")
final class FineTuneCancelCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Option(names = "--client", required = true, description = "the client")
  String client;

  @Option(names = "--version", required = true, description = "the version, for instance 3")
  int version;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = Home.settings();
    try (Store store = Store.open(settings);
        TrainingWork work = new TrainingWork(settings, Clock.systemUTC())) {
      ClientId id = store.names().resolve(client);
      boolean ended = store.cancelTraining().cancel(AuditLog.localPerson(), id, version);
      if (!ended) {
        spec.commandLine().getErr().println("Its provider is told …");
        work.begin(id, version);
        awaitEnd(store, work, id);
      }
      spec.commandLine()
          .getOut()
          .println(
              id
                  + " v"
                  + version
                  + " "
                  + store.registry().version(id, version).state().word()
                  + ": "
                  + store.registry().version(id, version).reason().orElse(""));
      return wasCancelled(store, id) ? 0 : 1;
    }
  }

  /** It may have ended otherwise meanwhile, or its provider could not be told. */
  private boolean wasCancelled(Store store, ClientId id) {
    boolean cancelled =
        store.registry().version(id, version).reason().orElse("").contains("cancelled by a person");
    if (!cancelled) {
      spec.commandLine()
          .getErr()
          .println(
              "It was not cancelled. Should its provider still work on it, end it there, by hand.");
    }
    return cancelled;
  }

  private void awaitEnd(Store store, TrainingWork work, ClientId id) {
    Deadline patience = Deadline.in(PATIENCE);
    JobStatus job = store.jobs().of(id, version).orElseThrow();
    while (job.isUnderWay()) {
      work.throwFailure();
      if (patience.isOver()) {
        throw new UnavailableException(
            "the provider could not be told yet"
                + job.note().map(note -> " (" + note + ")").orElse("")
                + "; a running flywheel tries again, or type the command again");
      }
      pause();
      job = store.jobs().of(id, version).orElseThrow();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Stopped while a training was cancelled", null, e);
    }
  }
}
