package ai.organized.flywheel.cli;

import ai.organized.flywheel.registry.ModelState;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.train.Budget;
import ai.organized.flywheel.train.JobState;
import ai.organized.flywheel.train.JobStatus;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where a client stands: what answers, the newest version, its training, its month. */
final class StatusLines {
  private final Store store;
  private final PrintWriter out;

  StatusLines(Store store, PrintWriter out) {
    this.store = store;
    this.out = out;
  }

  void print(ClientStatus client) {
    out.println(client.client());
    Optional<ModelVersion> active =
        client.versions().stream().filter(v -> v.state() == ModelState.ACTIVE).findFirst();
    line(
        "answers",
        active.map(v -> "v" + v.version() + "  " + v.modelId().orElse("")).orElse("nothing yet"));
    store
        .challengers()
        .of(client.client())
        .ifPresent(trial -> line("tries out", trial.words() + ", since " + trial.since()));
    client.versions().stream().findFirst().ifPresent(newest -> print(client, newest));
    client.lastAnswer().ifPresent(answer -> line("cycle", answer));
    line("budget", store.budget().words(client.client()));
    out.flush();
  }

  private void print(ClientStatus client, ModelVersion newest) {
    line(
        "newest",
        "v"
            + newest.version()
            + "  "
            + newest.state().word()
            + newest.reason().map(reason -> ": " + reason).orElse(""));
    line(
        "trained by",
        newest.provider() + ", track " + newest.track() + ", from " + newest.baseModel());
    store
        .jobs()
        .of(client.client(), newest.version())
        .ifPresent(
            job -> {
              line("training", said(job));
              line("cost", cost(job));
            });
  }

  private static String said(JobStatus job) {
    if (job.state() == JobState.DONE) {
      return "done";
    }
    if (job.state() == JobState.FAILED) {
      return "failed" + (job.mayBeAtWork() ? "; its provider may still be at work on it" : "");
    }
    String waits =
        job.failures() == 0
            ? ""
            : "; failed " + job.failures() + " times, last: " + job.note().orElse("");
    return job.state().word()
        + job.event().map(event -> " (" + event + ")").orElse("")
        + (job.cancelAsked() ? "; is being cancelled" : "")
        + (job.held() ? "; at work now" : "; goes on at " + job.nextStep())
        + waits;
  }

  private static String cost(JobStatus job) {
    String billed =
        job.billedTokens().isPresent()
            ? "; billed " + job.billedTokens().getAsLong() + " tokens, " + usd(job.billedUsd())
            : "";
    return "estimated " + usd(job.estimatedUsd()) + billed;
  }

  private static String usd(OptionalDouble usd) {
    return usd.isPresent() ? Budget.dollars(usd.getAsDouble()) : "unknown";
  }

  private void line(String name, String value) {
    out.printf("  %-12s %s%n", name, value);
  }
}
