package ai.organized.flywheel.train.mlx;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.train.TrainingEvent;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.ssh.CommandResult;
import ai.organized.flywheel.train.ssh.TrainerConnection;
import ai.organized.flywheel.train.ssh.TrainerHost;
import java.time.Duration;
import java.util.List;

/** The folder of one run on the trainer, over one connection and within one deadline. */
final class RunFolder implements AutoCloseable {
  /** Bytes a second of a slow line. */
  private static final long SLOWEST = 100_000;

  /** Importing MLX and its tools takes seconds, a few times over. */
  private static final int CHECKS = 2;

  private final TrainerConnection connection;
  private final MlxPlan plan;
  private final String folder;
  private final Duration patience;
  private final Deadline deadline;

  private RunFolder(
      TrainerHost host, MlxPlan plan, ClientId client, String name, Duration patience) {
    this.plan = plan;
    this.folder = "./" + plan.trainer().folder() + name;
    this.patience = patience;
    this.connection = host.connect(client, Deadline.in(patience));
    this.deadline = Deadline.in(patience);
  }

  static RunFolder of(TrainerHost host, MlxPlan plan, TrainingJob job, Duration patience) {
    return new RunFolder(host, plan, job.client(), "/" + job.runName(), patience);
  }

  /** For what concerns the machine and no run. */
  static RunFolder ofNone(TrainerHost host, MlxPlan plan, ClientId client, Duration patience) {
    return new RunFolder(host, plan, client, "", patience);
  }

  Equipment equipment() {
    String told =
        run(
            "checking",
            Script.CHECK.with(
                folder, plan.trainer().tools(), plan.trainer().ollama(), plan.mlx().model()),
            Deadline.in(patience.multipliedBy(CHECKS)));
    if (!told.contains("free_kb=")) {
      throw unreadable("checking");
    }
    return Equipment.read(told);
  }

  /** Whether these files are there, all of them. */
  boolean holds(TrainingInput input) {
    return connection
        .files()
        .read(folder + "/input/" + TrainingInput.COMPLETE, 100, deadline)
        .map(input.complete()::equals)
        .orElse(false);
  }

  /** Each whole or not at all; the one that tells them all comes last. */
  void send(TrainingInput input) {
    Deadline sending = Deadline.in(patience.plus(Duration.ofSeconds(input.size() / SLOWEST)));
    connection.files().upload(Script.RUN.bytes(), folder + "/run.sh", sending);
    for (String file : input.files().keySet()) {
      connection.files().upload(input.bytes(file), folder + "/input/" + file, sending);
    }
  }

  /**
   * What {@code start.sh} says.
   *
   * @param again also when an attempt has succeeded
   */
  String start(boolean again) {
    List<String> command = again ? Script.START.with(folder, "again") : Script.START.with(folder);
    return run("starting", command, deadline).strip();
  }

  RunReport look() {
    String told = run("looking", Script.LOOK.with(folder), deadline);
    if (!told.startsWith("attempt=")) {
      throw unreadable("looking");
    }
    return RunReport.read(told);
  }

  List<TrainingEvent> eventsAfter(String eventId) {
    List<String> after = RunEvents.after(eventId);
    return RunEvents.read(
        run("reading", Script.LOG.with(folder, after.get(0), after.get(1)), deadline));
  }

  void cancel() {
    run("cancelling", Script.CANCEL.with(folder), deadline);
  }

  /** Takes away what an attempt that died has left. */
  void clear(int attempt) {
    run("clearing", Script.CANCEL.with(folder, String.valueOf(attempt)), deadline);
  }

  /** Whether the trainer's own Ollama lists this model. */
  boolean lists(String model) {
    return run("listing", Script.LISTED.with(plan.trainer().ollama(), model), deadline)
        .strip()
        .equals("yes");
  }

  private String run(String what, List<String> command, Deadline until) {
    CommandResult result = connection.run(command, until);
    if (result.succeeded()) {
      return result.out();
    }
    String why = what + " " + folder + " on the trainer: " + OpenAiReply.quoted(lastLine(result));
    if (result.saysDiskIsFull()) {
      throw new RefusedException(
          "trainer_disk_full",
          why + "; see there with: df -h ~. Then type:" + " flywheel fine-tune submit");
    }
    throw new UnavailableException(why);
  }

  private static String lastLine(CommandResult result) {
    String said = FailureReason.plain(result.err().strip().replaceAll("(?s).*\n", ""));
    return said.isEmpty() ? "exit code " + result.exitCode() : said;
  }

  private UnavailableException unreadable(String what) {
    return new UnavailableException(
        what
            + " "
            + folder
            + " on the trainer gave no answer of ours: is its login shell sh, bash or zsh, and does"
            + " it say nothing by itself?");
  }

  @Override
  public void close() {
    connection.close();
  }
}
