package ai.organized.flywheel.dataset;

import ai.organized.flywheel.client.ClientId;
import java.util.Map;
import java.util.function.Function;

/**
 * Replaces personal data before anything is compared, embedded or written. What was looked at
 * before by the same rules is not looked at again.
 */
public final class RedactExamples {
  private final RedactedExamples examples;
  private final Function<ClientId, Redact> redactFor;

  public RedactExamples(RedactedExamples examples, Function<ClientId, Redact> redactFor) {
    this.examples = examples;
    this.redactFor = redactFor;
  }

  public void redact(Building building) {
    Redact redact = redactFor.apply(building.client);
    int looked = examples.redact(building.client, building.threshold, redact);
    building.progress.accept("Looked for personal data in " + looked + " new examples");
    for (Map<String, Integer> counts : examples.counts(building.client, building.threshold)) {
      building.redacted++;
      counts.forEach((kind, count) -> building.redactions.merge(kind, count, Integer::sum));
    }
    building.systemPrompt = redact.clean(building.systemPrompt).text();
    building.redactionRules = redact.rules();
    building.candidates.redactedBy(redact.rules());
  }
}
