package ai.organized.flywheel.cli;

import ai.organized.flywheel.cycle.LoopState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a client's loop stands, for people: what answers first, what is left out is not there. */
final class LoopLines {
  private LoopLines() {}

  static List<String> of(LoopState state) {
    List<String> lines = new ArrayList<>();
    lines.add(
        state.client()
            + ": "
            + state.answer().map(LoopState.Answered::words).orElse("not asked yet"));
    state
        .active()
        .ifPresent(
            active ->
                lines.add(
                    line(
                        "answers",
                        "v"
                            + active.version()
                            + ", "
                            + active.modelId()
                            + " at "
                            + active.provider()
                            + active
                                .evalScore()
                                .map(score -> String.format(Locale.ROOT, ", score %.2f", score))
                                .orElse("")
                            + state.shutdown().map(day -> ", stops on " + day).orElse(""))));
    state
        .underWay()
        .ifPresent(
            way ->
                lines.add(
                    line(
                        "under way",
                        "v" + way.version() + " at " + way.provider() + ", " + way.job())));
    state
        .challenger()
        .ifPresent(
            tried ->
                lines.add(
                    line(
                        "tried out",
                        "v"
                            + tried.version()
                            + (tried.shadow()
                                ? " in shadow"
                                : String.format(Locale.ROOT, " for %.0f %%", tried.percent())))));
    state
        .question()
        .ifPresent(
            asked ->
                lines.add(
                    line(
                        "asked", "after " + asked.because() + "; answered after " + asked.next())));
    lines.add(
        line(
            "new",
            state
                    .newExamples()
                    .map(examples -> examples + " examples; ")
                    .orElse("not counted: the client's config.json cannot be understood; ")
                + state.linesThatAsk()
                + " new lines ask for a version"));
    return lines;
  }

  private static String line(String name, String value) {
    return String.format(Locale.ROOT, "  %-10s %s", name, value);
  }
}
