package ai.organized.flywheel.cli;

import ai.organized.flywheel.cycle.StartTraining.Start;
import ai.organized.flywheel.cycle.SubmitTraining.Kind;
import ai.organized.flywheel.cycle.SubmitTraining.Submission;
import ai.organized.flywheel.dataset.Dataset;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.train.Budget;
import ai.organized.flywheel.train.ChooseTrack;
import ai.organized.flywheel.train.FineTuner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** What a submit would do, before anything of the client is sent. */
final class SubmissionLines {
  private final PrintWriter out;

  SubmissionLines(PrintWriter out) {
    this.out = out;
  }

  /**
   * @param file the lines that would be trained on
   * @return whether nothing stands in its way
   */
  boolean print(Submission submission, Path file, Budget budget) {
    Dataset dataset = submission.dataset();
    Start start = submission.start();
    FineTuner tuner = start.choice().tuner();
    String track = ChooseTrack.word(tuner.track()).toUpperCase(Locale.ROOT);
    out.println(TrainingTranscript.RULE);
    out.println("  Dry run — " + dataset.client() + " v" + dataset.version());
    out.println(TrainingTranscript.RULE);
    line("Would", would(submission.kind(), tuner.provider()));
    line("Training lines", dataset.trainingLines() + " in " + file);
    line("Track", track);
    line("Because", start.choice().why());
    line("Provider", tuner.provider() + " at " + tuner.destination().getAuthority());
    line("Base model", tuner.baseModel());
    line("Estimated cost", cost(submission));
    line("Budget", budget.words(dataset.client()));
    boolean answers = holds("Provider answers", () -> tuner.check(dataset.client()));
    boolean affordable =
        submission.kind() == Kind.GO_ON
            || start.approved()
            || holds(
                "Within the budget",
                () -> budget.require(dataset.client(), start.cost(), start.next()));
    out.println("  Nothing of " + dataset.client() + " was sent, nothing was changed");
    out.println(TrainingTranscript.RULE);
    out.flush();
    return answers && affordable;
  }

  /** Who trains it and why. */
  static String trainer(Submission submission) {
    return submission.start().choice().tuner().provider()
        + ", "
        + submission.start().choice().why();
  }

  /** In two lines: who trains it and why, and what that costs. */
  static String said(Submission submission) {
    Start start = submission.start();
    return start.choice().tuner().provider()
        + ": "
        + start.choice().why()
        + System.lineSeparator()
        + "Estimated cost: "
        + cost(submission);
  }

  private static String cost(Submission submission) {
    if (submission.kind() == Kind.GO_ON) {
      return "nothing more: its provider has it already";
    }
    Start start = submission.start();
    return (start.cost().usd().isPresent()
            ? Budget.dollars(start.cost().usd().getAsDouble())
            : "unknown")
        + " ("
        + start.cost().words()
        + ")";
  }

  private static String would(Kind kind, String provider) {
    return switch (kind) {
      case BEGIN -> "begin its training with " + provider;
      case GO_ON -> "go on with what " + provider + " has of it";
      case ONCE_MORE -> "have " + provider + " train it once more";
      case ELSEWHERE -> "begin it anew with " + provider;
      case SUCCESSOR -> "have " + provider + " train its lines as a new version";
    };
  }

  private boolean holds(String name, Runnable check) {
    try {
      check.run();
      line(name, "✓");
      return true;
    } catch (FailureException e) {
      line(name, "✗ " + e.getMessage());
      return false;
    }
  }

  private void line(String name, String value) {
    out.printf("  %-28s %s%n", name, value);
  }
}
