package ai.organized.flywheel.drift;

import ai.organized.flywheel.telemetry.LiveAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Goes through what a version did, answer by answer, and tells which of its signals have changed
 * for the worse and still are. A pure function: whoever reads the same rows again, after a restart
 * or elsewhere, finds the same.
 *
 * <p>What is usual is taken from the version before when enough is known of it, else from the
 * version's own beginning.
 */
final class DetectChange {
  /** Answers of the version before from which its rate is the usual one. */
  static final int ENOUGH_BEFORE = 30;

  /** The version's own first answers, else. */
  static final int FIRST = 200;

  private static final double ERRORS_STEP = 0.05;
  private static final double FALLBACKS_STEP = 0.10;

  static final int FIRST_LENGTHS = 200;
  static final Cusum LENGTHS = new Cusum(15);
  static final double LENGTHS_SLACK = 0.5;

  static final int FIRST_SAID = 30;
  private static final int MOST_SAID = 200;
  static final Cusum SAID = new Cusum(9);
  static final double SAID_SLACK = 0.75;

  private DetectChange() {}

  static List<Change> in(Live now, Optional<Live> before) {
    List<Change> changes = new ArrayList<>();
    rate(Signal.ERRORS, now, before, LiveAnswer::failed, ERRORS_STEP).ifPresent(changes::add);
    rate(Signal.FALLBACKS, now, before, LiveAnswer::fallback, FALLBACKS_STEP)
        .ifPresent(changes::add);
    acceptance(now, before).ifPresent(changes::add);
    lengths(now).ifPresent(changes::add);
    return changes;
  }

  private static Optional<Change> rate(
      Signal signal,
      Live now,
      Optional<Live> before,
      Predicate<LiveAnswer> bad,
      double smallestStep) {
    List<LiveAnswer> answers = now.counted();
    List<LiveAnswer> usual =
        before
            .map(Live::counted)
            .filter(known -> known.size() >= ENOUGH_BEFORE)
            .orElseGet(() -> answers.subList(0, Math.min(FIRST, answers.size())));
    int usuallyBad = (int) usual.stream().filter(bad).count();
    RateChange change = RateChange.from(usuallyBad, usual.size(), smallestStep);
    Cusum.State state = Cusum.START;
    for (LiveAnswer answer : answers) {
      state = RateChange.CUSUM.next(state, change.step(bad.test(answer)));
    }
    if (!RateChange.CUSUM.isAlarm(state)) {
      return Optional.empty();
    }
    List<LiveAnswer> since = answers.subList(answers.size() - state.since(), answers.size());
    double rate = (double) since.stream().filter(bad).count() / since.size();
    double usualRate = (double) usuallyBad / usual.size();
    String evidence =
        String.format(
            Locale.ROOT,
            "%s %.0f %% of the last %d answers; ",
            signal.inWords(),
            100 * rate,
            since.size());
    return Optional.of(
        new Change(
            signal,
            usualRate,
            rate,
            since.size(),
            evidence + inWords(change, usualRate, usuallyBad, usual.size())));
  }

  /** What was bad from the beginning is not usual. */
  private static String inWords(RateChange change, double usualRate, int bad, int observed) {
    return usualRate > change.before()
        ? String.format(Locale.ROOT, "more than %.0f %% is never usual", 100 * change.before())
        : String.format(Locale.ROOT, "%.1f %% is usual (%d of %d)", 100 * usualRate, bad, observed);
  }

  private static Optional<Change> acceptance(Live now, Optional<Live> before) {
    List<Double> usual =
        before.map(Live::said).filter(known -> known.size() >= FIRST_SAID).orElse(List.of());
    boolean ownBeginning = usual.isEmpty();
    List<Double> reference =
        ownBeginning
            ? now.said().subList(0, Math.min(FIRST_SAID, now.said().size()))
            : usual.subList(Math.max(0, usual.size() - MOST_SAID), usual.size());
    List<Double> watched =
        ownBeginning ? now.said().subList(reference.size(), now.said().size()) : now.said();
    return level(Signal.ACCEPTANCE, reference, FIRST_SAID, watched, -1, SAID_SLACK, SAID);
  }

  private static Optional<Change> lengths(Live now) {
    List<Double> all = now.lengths();
    int first = Math.min(FIRST_LENGTHS, all.size());
    List<Double> reference = all.subList(0, first);
    List<Double> watched = all.subList(first, all.size());
    return level(Signal.LENGTH, reference, FIRST_LENGTHS, watched, 1, LENGTHS_SLACK, LENGTHS)
        .or(
            () ->
                level(
                    Signal.LENGTH, reference, FIRST_LENGTHS, watched, -1, LENGTHS_SLACK, LENGTHS));
  }

  private static Optional<Change> level(
      Signal signal,
      List<Double> usual,
      int needed,
      List<Double> watched,
      int direction,
      double slack,
      Cusum cusum) {
    if (usual.size() < needed) {
      return Optional.empty();
    }
    Reference reference = new Reference(usual);
    LevelChange change = new LevelChange(reference, direction, slack);
    Cusum.State state = Cusum.START;
    for (double value : watched) {
      state = cusum.next(state, change.step(value));
    }
    if (!cusum.isAlarm(state)) {
      return Optional.empty();
    }
    List<Double> since = watched.subList(watched.size() - state.since(), watched.size());
    double mean = since.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    String format = signal == Signal.LENGTH ? "%s %.0f tokens" : "%s %.2f";
    return Optional.of(
        new Change(
            signal,
            reference.mean(),
            mean,
            since.size(),
            String.format(
                Locale.ROOT,
                format + " in the mean of the last %d; %s is usual (of %d)",
                signal.inWords(),
                mean,
                since.size(),
                String.format(
                    Locale.ROOT, signal == Signal.LENGTH ? "%.0f" : "%.2f", reference.mean()),
                usual.size())));
  }
}
