package ai.organized.flywheel.sandbox.together;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.openai.Parameters;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** {@code training_type} and {@code training_method}, of a job and of an estimate. */
final class TrainingChoices {
  private TrainingChoices() {}

  /** LoRA, which is also what is done when nothing is said. */
  static ObjectNode type(Parameters body) {
    Optional<Parameters> given = body.object("training_type");
    if (given.isEmpty()) {
      return Json.object().put("type", "Lora").put("lora_r", 8).put("lora_alpha", 16);
    }
    Parameters type = given.get().refuseNulls();
    if (!type.requiredText("type").equals("Lora")) {
      throw type.invalid("type", "expected 'Lora': full training is not supported for this model");
    }
    type.allowOnly(
        Set.of("type", "lora_r", "lora_alpha", "lora_dropout", "lora_trainable_modules"));
    int rank =
        type.whole("lora_r", 1, TrainableModels.LARGEST_RANK)
            .orElseThrow(() -> type.missing("lora_r"));
    int alpha = type.whole("lora_alpha", 1, 1_024).orElseThrow(() -> type.missing("lora_alpha"));
    type.number("lora_dropout", 0, 1);
    type.text("lora_trainable_modules");
    return Json.object().put("type", "Lora").put("lora_r", rank).put("lora_alpha", alpha);
  }

  /** Whether questions are learnt too must be chosen. */
  static ObjectNode method(Parameters body) {
    Parameters method =
        body.object("training_method").orElseThrow(() -> body.missing("training_method"));
    method.refuseNulls().allowOnly(Set.of("method", "train_on_inputs"));
    if (!method.requiredText("method").equals("sft")) {
      throw method.invalid("method", "this stand-in trains by 'sft' alone");
    }
    JsonNode onInputs =
        method.any("train_on_inputs").orElseThrow(() -> method.missing("train_on_inputs"));
    if (!onInputs.isBoolean() && !onInputs.asText().equals("auto")) {
      throw method.invalid("train_on_inputs", "expected true, false or 'auto'");
    }
    ObjectNode kept = Json.object().put("method", "sft");
    kept.set("train_on_inputs", onInputs);
    return kept;
  }
}
