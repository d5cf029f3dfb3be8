package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Looks again, by other means, for personal data in what is left; any that is found stops the
 * build.
 */
public final class ScanResidue {
  private static final int NAMED = 5;

  private final Function<ClientId, Redact> redactFor;

  public ScanResidue(Function<ClientId, Redact> redactFor) {
    this.redactFor = redactFor;
  }

  /**
   * @throws RefusedException naming the first examples and the kinds, never the value
   */
  public void scan(Building building) {
    Redact redact = redactFor.apply(building.client);
    Map<String, Map<String, Integer>> found = new TreeMap<>();
    Candidates.Visit visit =
        (place, example) -> {
          Map<String, Integer> left = redact.left(example.question() + "\n" + example.answer());
          if (!left.isEmpty() && found.size() < NAMED) {
            found.put(example.id(), left);
          }
        };
    building.forEach(Part.TRAIN, visit);
    building.forEach(Part.HOLDOUT, visit);
    Map<String, Integer> inPrompt = redact.left(building.systemPrompt);
    if (!inPrompt.isEmpty()) {
      found.put("the system prompt", inPrompt);
    }
    if (!found.isEmpty()) {
      throw new RefusedException(
          "personal_data",
          "the dataset of client "
              + building.client
              + " was not built: personal data seems to be left in "
              + found
              + ". Correct these examples, or list an id of the client's own accounts in its"
              + " config.json");
    }
  }
}
