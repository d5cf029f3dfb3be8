package ai.organized.flywheel.cycle;

import ai.organized.flywheel.client.ClientId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Where a client's loop stands.
 *
 * @param answer what the cycle said last
 * @param coolDownEnds when it may begin the next version; empty: no version was begun yet
 * @param newExamples at or above the client's threshold, and looked at for no dataset that gave a
 *     model; what of them are duplicates shows when a dataset is built. Empty: the client's config,
 *     which has the threshold, cannot be understood
 * @param linesThatAsk how many new lines ask for a version
 * @param shutdown when the model that answers stops; empty: not known
 */
public record LoopState(
    ClientId client,
    Optional<Asked> question,
    Optional<Answered> answer,
    Optional<Instant> coolDownEnds,
    Optional<Integer> newExamples,
    int linesThatAsk,
    Optional<Version> active,
    Optional<UnderWay> underWay,
    Optional<Challenger> challenger,
    Optional<LocalDate> shutdown) {

  /**
   * A question that is open.
   *
   * @param since when it was asked, or from when on it is taken up again
   * @param next when it is answered at the earliest
   */
  public record Asked(String because, Instant since, Instant next) {}

  /**
   * @param at empty: the question of this answer is open still
   */
  public record Answered(String words, Optional<Instant> at) {}

  /** A version as the registry has it. */
  public record Version(
      int version,
      String track,
      String provider,
      String baseModel,
      String modelId,
      Optional<Double> evalScore) {}

  /**
   * A version on its way to its verdict.
   *
   * @param job state of its training, see {@code training_jobs}
   */
  public record UnderWay(int version, String provider, String job, Instant nextStep) {}

  /** A version that is tried out beside the one that answers. */
  public record Challenger(int version, double percent, boolean shadow, Instant since) {}
}
