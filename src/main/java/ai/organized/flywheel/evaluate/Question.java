package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;

/**
 * One question for one model.
 *
 * @param id of the experiment, or {@code golden:N}
 * @param sample 0 for the first answer, 1 for the second
 */
public record Question(
    ClientId client,
    Contestant contestant,
    String id,
    String text,
    Sampling sampling,
    int sample) {}
