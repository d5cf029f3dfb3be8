package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.hash.Sha256;

/** Two answers to one question, in the order in which the judge model sees them. */
public record Pair(
    ClientId client,
    JudgeModel judge,
    String experimentId,
    String question,
    String reference,
    String first,
    String second) {

  Pair swapped() {
    return new Pair(client, judge, experimentId, question, reference, second, first);
  }

  boolean isSame() {
    return first.strip().equals(second.strip());
  }

  /**
   * What stands between the texts. It is made of all of them, so that none can hold it and end
   * before its end.
   */
  String mark() {
    return Sha256.hex(
            Sha256.hex(question) + Sha256.hex(reference) + Sha256.hex(first) + Sha256.hex(second))
        .substring(0, 16);
  }
}
