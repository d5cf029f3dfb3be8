package ai.organized.flywheel.drift;

import static java.time.Instant.EPOCH;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.drift.Alarm.Standing;
import ai.organized.flywheel.evaluate.CheckSoundness;
import ai.organized.flywheel.evaluate.Soundness;
import ai.organized.flywheel.registry.ModelRegistry;
import ai.organized.flywheel.registry.ModelVersion;
import ai.organized.flywheel.telemetry.LiveAnswer;
import ai.organized.flywheel.telemetry.LiveAnswers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at what the versions that answer did in use. Nothing is remembered between two looks but
 * alarms: the newest {@value #MOST} answers, and before them the version's first {@value #FIRST},
 * are gone through anew each time.
 */
public final class WatchModels {
  private static final int MOST = 10_000;

  /** How it began, which a slow change must not make forgotten. */
  private static final int FIRST = 1_000;

  /** Of the version before: its last ones. */
  private static final int MOST_BEFORE = 1_000;

  private final ActiveVersions versions;
  private final ModelRegistry registry;
  private final LiveAnswers answers;
  private final CheckSoundness soundness;
  private final ActOnAlarm act;
  private final Clock clock;

  /** What was looked at last; spares time and nothing else. */
  private final Map<ClientId, String> seen = new ConcurrentHashMap<>();

  WatchModels(
      ActiveVersions versions,
      ModelRegistry registry,
      LiveAnswers answers,
      CheckSoundness soundness,
      ActOnAlarm act,
      Clock clock) {
    this.versions = versions;
    this.registry = registry;
    this.answers = answers;
    this.soundness = soundness;
    this.act = act;
    this.clock = clock;
  }

  /** Clients with a version that answers. */
  public List<ClientId> clients() {
    return versions.clients();
  }

  /** Goes through the answers of a client, unless there is nothing new since the last look. */
  public void look(ClientId client) {
    versions.of(client).ifPresent(this::lookWhenNew);
  }

  private void lookWhenNew(ActiveVersion active) {
    String mark =
        active.version() + "/" + active.since() + "/" + answers.newestMark(active.client());
    if (!mark.equals(seen.get(active.client()))) {
      look(active);
      seen.put(active.client(), mark);
    }
  }

  private void look(ActiveVersion active) {
    Optional<ModelVersion> before = registry.predecessor(active.client());
    Optional<Live> past = before.map(version -> before(active, version));
    for (Change change : DetectChange.in(now(active), past)) {
      if (!act.isKnown(active, change.signal())) {
        Standing standing = answering(ComparePredecessor.on(change, past), before);
        act.act(new Alarm(active, change.signal(), change.evidence(), standing));
      }
    }
  }

  private Live now(ActiveVersion active) {
    Instant end = clock.instant().plusMillis(1);
    List<LiveAnswer> first = answers.oldest(active.client(), active.since(), end, FIRST);
    Instant rest = first.size() < FIRST ? end : first.get(FIRST - 1).at();
    List<LiveAnswer> all =
        new ArrayList<>(first.stream().filter(answer -> answer.at().isBefore(rest)).toList());
    all.addAll(answers.newest(active.client(), rest, end, MOST));
    // Since it answers, what no version could be asked was asked of it.
    return new Live(
        all.stream().filter(a -> a.version().isEmpty() || isOf(active.version(), a)).toList(),
        answers.acceptances(active.client(), active.version(), EPOCH));
  }

  private Live before(ActiveVersion active, ModelVersion version) {
    // Others may have answered between the two.
    List<LiveAnswer> all =
        answers
            .last(active.client(), version.version(), active.since())
            .map(at -> answers.newest(active.client(), EPOCH, at.plusMillis(1), MOST_BEFORE))
            .orElse(List.of());
    return new Live(
        LiveAnswers.withVersions(all).stream().filter(a -> isOf(version.version(), a)).toList(),
        answers.acceptances(active.client(), version.version(), EPOCH));
  }

  private static boolean isOf(int version, LiveAnswer answer) {
    return answer.version().equals(Optional.of(version));
  }

  /** Past figures are no use when it does not answer today. */
  private Standing answering(Standing standing, Optional<ModelVersion> before) {
    if (standing instanceof Standing.NotShown || before.isEmpty()) {
      return standing;
    }
    String name = "v" + before.get().version();
    Soundness today = soundness.of(before.get());
    if (today instanceof Soundness.Broken broken) {
      return new Standing.NotShown(name + " is broken today: " + broken.evidence());
    }
    if (today instanceof Soundness.Silent silent) {
      return new Standing.NotShown(name + " does not answer today: " + silent.reason());
    }
    return standing;
  }
}
