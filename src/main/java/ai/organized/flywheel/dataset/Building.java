package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A dataset in the making: what was asked for, and what the steps have found so far. */
public final class Building {
  final ClientId client;
  final double threshold;
  final OptionalDouble maxDroppedShare;
  final Candidates candidates;
  final Optional<String> accountStateVersion;
  final Consumer<String> progress;

  final Decisions decisions = new Decisions();
  final Groups groups = new Groups();
  final List<Contrast> contrasts = new ArrayList<>();
  final List<String> notes = new ArrayList<>();

  private final Map<Integer, Example> questions = new LinkedHashMap<>();

  /** Of questions and answers, by text; empty when meanings are not compared. */
  final Map<String, float[]> vectors = new HashMap<>();

  String systemPrompt;
  String embedder = "";
  double meaningThreshold = Double.NaN;
  long pairsCompared;
  Optional<LeakProof.NearestPair> nearestByWords = Optional.empty();
  int withheldPromptLines;
  int redacted;
  final Map<String, Integer> redactions = new TreeMap<>();
  String redactionRules = "";
  Optional<LeakProof> proof = Optional.empty();

  /**
   * Two answers to one problem.
   *
   * @param better place of the better-scored one
   */
  record Contrast(int better, int other) {}

  /**
   * @param maxDroppedShare how much dedup may drop this time; empty: as the settings say
   * @param progress told in words what is being done
   */
  public Building(
      ClientId client,
      double threshold,
      OptionalDouble maxDroppedShare,
      Candidates candidates,
      String systemPrompt,
      Optional<String> accountStateVersion,
      Consumer<String> progress) {
    this.client = client;
    this.threshold = threshold;
    this.maxDroppedShare = maxDroppedShare;
    this.candidates = candidates;
    this.systemPrompt = systemPrompt;
    this.accountStateVersion = accountStateVersion;
    this.progress = progress;
  }

  public ClientId client() {
    return client;
  }

  /** Calls with every example that is in this part. */
  void forEach(Part part, Candidates.Visit visit) {
    candidates.forTexts(place -> decisions.is(place, part), visit);
  }

  /** The same for the questions, which three steps look at: a tenth, so they are remembered. */
  void forEachQuestion(Candidates.Visit visit) {
    if (questions.isEmpty()) {
      forEach(Part.HOLDOUT, (place, example) -> questions.put(place, example));
    }
    questions.forEach(visit::at);
  }
}
