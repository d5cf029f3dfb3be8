package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a dataset holds, decided line by line, proved to leak nothing, and written nowhere yet.
 *
 * <p>Train, holdout, duplicates and quarantined add up to what was considered: the examples that
 * reached the threshold, with all earlier questions, whatever their score.
 */
public final class DatasetPlan {
  private final Building building;
  private final DatasetRules rules;
  private final String trainingHash;
  private final String holdoutHash;

  /**
   * @param trainingHash SHA-256 of the bytes that the training file will have, lower-case hex
   */
  DatasetPlan(Building building, DatasetRules rules, String trainingHash, String holdoutHash) {
    this.building = building;
    this.rules = rules;
    this.trainingHash = trainingHash;
    this.holdoutHash = holdoutHash;
  }

  public ClientId client() {
    return building.client;
  }

  /** The score from which examples were looked at. */
  public double threshold() {
    return building.threshold;
  }

  public String systemPrompt() {
    return building.systemPrompt;
  }

  /** Of the state that the system prompt was built from. */
  public Optional<String> accountStateVersion() {
    return building.accountStateVersion;
  }

  /** Over the lines of both files: the same rows give the same hash. */
  public String hash() {
    return Sha256.hex(trainingHash + holdoutHash);
  }

  public String trainingHash() {
    return trainingHash;
  }

  public String holdoutHash() {
    return holdoutHash;
  }

  public int count(Part part) {
    return building.decisions.count(part);
  }

  public Funnel funnel() {
    return Funnel.of(building);
  }

  /** How many values were replaced, by kind. */
  public Map<String, Integer> redactions() {
    return Collections.unmodifiableMap(building.redactions);
  }

  /** That nothing leaks, as the manifest carries it. */
  public ObjectNode proof() {
    return building.proof.orElseThrow().json();
  }

  public String proofInWords() {
    return building.proof.orElseThrow().inWords();
  }

  /** What people should know of it. */
  public List<String> notes() {
    return List.copyOf(building.notes);
  }

  /** Calls with every example of a part, in the order of its file; places count from 0. */
  public void forEach(Part part, Candidates.Visit visit) {
    building.forEach(part, visit);
  }

  /** Lines to train on that are not among {@code known}. */
  public int newLines(Set<String> known) {
    int lines = 0;
    for (int place = 0; place < building.decisions.size(); place++) {
      boolean trained = building.decisions.is(place, Part.TRAIN);
      lines += trained && !known.contains(building.decisions.id(place)) ? 1 : 0;
    }
    return lines;
  }

  DatasetRules rules() {
    return rules;
  }

  Building building() {
    return building;
  }
}
