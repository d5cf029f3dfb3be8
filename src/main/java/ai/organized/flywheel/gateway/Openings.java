package ai.organized.flywheel.gateway;

import ai.organized.flywheel.serve.Arm;
import ai.organized.flywheel.serve.Opening;
import ai.organized.flywheel.serve.ServedModel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the requests to a model begin with, made once for each model. */
final class Openings {
  /** Prompts of models that nobody serves any more go with all others, now and then. */
  private static final int MOST = 512;

  private final Map<ServedModel, Opening> known = new ConcurrentHashMap<>();

  Opening of(ServedModel model) {
    if (model.arm() == Arm.FALLBACK) {
      return make(model); // made for one question
    }
    if (known.size() > MOST) {
      known.clear();
    }
    return known.computeIfAbsent(model, Openings::make);
  }

  private static Opening make(ServedModel model) {
    return Opening.of(model.provider(), model.modelId(), model.systemPrompt());
  }
}
