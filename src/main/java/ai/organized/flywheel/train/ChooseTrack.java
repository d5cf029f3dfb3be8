package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses who trains a client's next version, and says why: what was asked for, then what the
 * client's config says, then the matrix of seed 001 — below 200 lines track a, from 500 on or with
 * data that may not leave track b — among those that are configured, allowed and alive.
 */
public final class ChooseTrack {
  private static final int NEW_CLIENT = 200;
  private static final int MATURE_CLIENT = 500;

  private final FineTuners tuners;
  private final EgressGuard guard;

  public ChooseTrack(FineTuners tuners, EgressGuard guard) {
    this.tuners = tuners;
    this.guard = guard;
  }

  /**
   * Who trains.
   *
   * @param why in words, for a person
   */
  public record Choice(FineTuner tuner, String why) {}

  /**
   * What is wanted.
   *
   * @param track asked for on the command line
   * @param provider asked for on the command line
   * @param champion track of the version that answers now
   */
  public record Wanted(
      ClientConfig config,
      int trainingLines,
      Optional<Track> track,
      Optional<String> provider,
      Optional<Track> champion) {}

  /** A track, whether the other one will do too, and why. */
  private record Preference(Track track, boolean strict, String why) {}

  /**
   * @throws RefusedException naming for each provider why it cannot be
   */
  public Choice choose(Wanted wanted) {
    return choose(wanted, tuner -> Optional.empty());
  }

  /**
   * @param unfit why a way to train is left out unless it is asked for by name; empty: it is not
   * @throws RefusedException naming for each provider why it cannot be
   */
  public Choice choose(Wanted wanted, Function<FineTuner, Optional<String>> unfit) {
    if (wanted.provider().isPresent()) {
      FineTuner tuner = tuners.of(wanted.provider().get());
      FineTuners.requireAllowed(tuner, wanted.config().id(), guard);
      return new Choice(tuner, tuner.provider() + " was asked for");
    }
    Preference preference = preference(wanted);
    List<String> whyNot = new ArrayList<>();
    Optional<FineTuner> busy = Optional.empty();
    for (FineTuner tuner : inOrder(preference)) {
      Optional<String> why = unfit.apply(tuner);
      if (why.isPresent()) {
        whyNot.add(tuner.provider() + ": " + why.get());
        continue;
      }
      try {
        FineTuners.requireAllowed(tuner, wanted.config().id(), guard);
        tuner.check(wanted.config().id());
        return new Choice(tuner, said(preference, tuner));
      } catch (RefusedException e) {
        whyNot.add(tuner.provider() + ": " + e.getMessage());
      } catch (UnavailableException e) {
        whyNot.add(tuner.provider() + ": " + e.getMessage());
        busy = busy.or(() -> canWait(tuner, preference) ? Optional.of(tuner) : Optional.empty());
      }
    }
    return busy.map(tuner -> new Choice(tuner, said(preference, tuner) + "; it is waited for"))
        .orElseThrow(() -> nobody(preference, whyNot));
  }

  /**
   * An address of Ollama is always there, whether an Ollama is or not: a silent one is waited for
   * only when track b was asked for.
   */
  private static boolean canWait(FineTuner tuner, Preference preference) {
    return preference.strict() || !tuner.provider().equals("ollama");
  }

  private static Preference preference(Wanted wanted) {
    ClientConfig config = wanted.config();
    if (wanted.track().isPresent()) {
      Track track = wanted.track().get();
      return new Preference(track, true, "track " + word(track) + " was asked for");
    }
    if (config.track() != Track.AUTO) {
      return new Preference(config.track(), true, "the client's config says so");
    }
    if (!config.egressAllowed()) {
      return new Preference(Track.B, false, "the client's data may not leave");
    }
    int lines = wanted.trainingLines();
    if (lines < NEW_CLIENT) {
      return new Preference(Track.A, false, lines + " lines are less than " + NEW_CLIENT);
    }
    if (lines >= MATURE_CLIENT) {
      return new Preference(Track.B, false, lines + " lines are " + MATURE_CLIENT + " or more");
    }
    Track track = wanted.champion().orElse(Track.A);
    return new Preference(track, false, "what answers now was trained on it, or nothing was yet");
  }

  private List<FineTuner> inOrder(Preference preference) {
    List<FineTuner> order = new ArrayList<>();
    tuners.all().stream().filter(t -> t.track() == preference.track()).forEach(order::add);
    if (!preference.strict()) {
      tuners.all().stream().filter(t -> t.track() != preference.track()).forEach(order::add);
    }
    return order;
  }

  private static String said(Preference preference, FineTuner tuner) {
    return tuner.track() == preference.track()
        ? "track " + word(tuner.track()) + ", because " + preference.why()
        : "track "
            + word(tuner.track())
            + ", because nothing on track "
            + word(preference.track())
            + " can train now, which would be right because "
            + preference.why();
  }

  private static RefusedException nobody(Preference preference, List<String> whyNot) {
    return new RefusedException(
        "no_provider",
        "nothing can train it"
            + (preference.strict() ? " on track " + word(preference.track()) : "")
            + ": "
            + (whyNot.isEmpty()
                ? "flywheel.train.providers names none of that track"
                : String.join("; ", whyNot)));
  }

  /** As it stands in the registry. */
  public static String word(Track track) {
    return track.name().toLowerCase(Locale.ROOT);
  }
}
