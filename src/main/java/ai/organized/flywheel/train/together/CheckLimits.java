package ai.organized.flywheel.train.together;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * Whether the base model is one that is trained there, asked of its limits before anything is sent.
 * A refused key ends the matter here, because nothing was paid for yet.
 */
record CheckLimits(String model, OptionalInt epochs) {

  void check(RemoteReply reply) {
    if (reply.status() == 401) {
      throw new RefusedException(
          "key_refused",
          "the provider refused the key; set TOGETHER_API_KEY, then: flywheel fine-tune submit");
    }
    if (reply.status() == 404) {
      throw new RefusedException(
          "model_not_available",
          "Together trains no model "
              + model
              + "; set FLYWHEEL_TOGETHER_MODEL, then: flywheel fine-tune submit");
    }
    JsonNode limits =
        OpenAiReply.read(
            "asking whether " + model + " (FLYWHEEL_TOGETHER_MODEL) is trained",
            reply,
            TogetherFineTuner.ADVICE);
    int most = limits.path("max_num_epochs").asInt(Integer.MAX_VALUE);
    if (epochs.orElse(1) > most) {
      throw new RefusedException(
          "too_many_epochs",
          "Together goes through the lines at most "
              + most
              + " times; set FLYWHEEL_TRAIN_EPOCHS, then: flywheel fine-tune submit");
    }
  }
}
