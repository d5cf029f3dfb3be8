package ai.organized.flywheel.train.together;

import ai.organized.flywheel.train.ModelSuffix;
import ai.organized.flywheel.train.TrainingJob;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;

/**
 * What a training is asked for with: LoRA on all linear layers, on the answers alone.
 *
 * @param epochs empty: the provider's own choice
 */
record TrainingRequest(OptionalInt epochs) {
  private static final int RANK = 16;

  ObjectNode job(TrainingJob job) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", job.baseModel());
    body.put("training_file", job.fileId());
    body.put("suffix", ModelSuffix.of(job.client(), job.version()));
    // The description calls it optional, and others found it missed.
    body.put("batch_size", "max");
    epochs.ifPresent(times -> body.put("n_epochs", times));
    body.putObject("training_type")
        .put("type", "Lora")
        .put("lora_r", RANK)
        .put("lora_alpha", 2 * RANK)
        .put("lora_trainable_modules", "all-linear");
    body.putObject("training_method").put("method", "sft").put("train_on_inputs", false);
    return body;
  }
}
