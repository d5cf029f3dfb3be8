package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import java.util.Optional;

/**
 * How a client is served at this moment.
 *
 * @param champion the version that answers; empty: none can
 * @param challenge empty without a champion
 * @param fallback what answers then
 * @param keepsTexts whether questions and answers may be kept
 */
public record Serving(
    ClientId client,
    Optional<ServedModel> champion,
    Optional<Challenge> challenge,
    FallbackKind fallback,
    boolean keepsTexts) {

  /**
   * A version that is tried out beside the champion.
   *
   * @param salt makes each trial draw anew who belongs to it
   * @param percent of the conversations that it answers, 0 to 50
   * @param shadow it gets copies only
   */
  public record Challenge(ServedModel model, String salt, double percent, boolean shadow) {}

  /**
   * The model that answers a conversation, the same as long as the trial lasts.
   *
   * @param stickyKey of the conversation or its user; null: unknown, so the champion answers
   * @return empty: the fallback answers
   */
  public Optional<ServedModel> answering(String stickyKey) {
    return challenge
        .filter(trial -> stickyKey != null && !trial.shadow())
        .filter(trial -> StickyKey.isAmong(trial.percent(), trial.salt(), stickyKey))
        .map(Challenge::model)
        .or(() -> champion);
  }
}
