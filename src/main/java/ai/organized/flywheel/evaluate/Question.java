package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.client.ClientId;

/**
 * One holdout question for one model.
 *
 * @param systemPrompt of the dataset that the model was trained on
 * @param promptHash SHA-256 of it: an answer under another prompt is another answer
 */
public record Question(
    ClientId client,
    String experimentId,
    String modelId,
    String systemPrompt,
    String promptHash,
    String text) {}
