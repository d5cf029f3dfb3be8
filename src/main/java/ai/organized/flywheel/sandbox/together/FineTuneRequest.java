package ai.organized.flywheel.sandbox.together;

import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.openai.OpenAiError;
import ai.organized.flywheel.sandbox.openai.Parameters;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * The body of {@code POST …/fine-tunes}, which holds nothing that {@code FineTuningCreateParams} of
 * the package {@code together-ai} 0.52.0 does not have.
 *
 * @param batch a number, or "max"
 * @param type and
 * @param method as they were sent, for the job to repeat
 */
record FineTuneRequest(
    String model,
    String trainingFile,
    int epochs,
    JsonNode batch,
    Optional<String> suffix,
    ObjectNode type,
    ObjectNode method) {
  private static final Set<String> FIELDS =
      Set.of(
          ("model training_file batch_size early_stopping_enabled early_stopping_min_delta"
                  + " early_stopping_patience early_stopping_warmup_evals from_checkpoint"
                  + " from_hf_model gradient_accumulation_steps hf_api_token hf_model_revision"
                  + " hf_output_repo_name learning_rate lr_scheduler max_grad_norm max_seq_length"
                  + " multimodal_params n_checkpoints n_epochs n_evals packing random_seed suffix"
                  + " train_on_inputs training_method training_type validation_file wandb_api_key"
                  + " wandb_base_url wandb_entity wandb_name wandb_project_name warmup_ratio"
                  + " weight_decay")
              .split(" "));

  static FineTuneRequest parse(Request request) {
    Parameters body = Parameters.ofBody(request).allowOnly(FIELDS).refuseNulls();
    String model = body.requiredText("model");
    TrainableModels.require(model);
    body.whole("n_evals", 0, TrainableModels.MOST_EVALS);
    body.whole("n_checkpoints", 1, 100);
    body.number("learning_rate", 1e-8, 0.01);
    if (body.any("validation_file").isPresent()) {
      throw body.invalid("validation_file", "this stand-in validates nothing");
    }
    return new FineTuneRequest(
        model,
        body.requiredText("training_file"),
        body.whole("n_epochs", 1, TrainableModels.MOST_EPOCHS).orElse(1),
        batch(body),
        body.text("suffix").map(suffix -> checkedSuffix(body, suffix)),
        TrainingChoices.type(body),
        TrainingChoices.method(body));
  }

  /** Said to be optional, and missed when it is not there: that is what others have found. */
  private static JsonNode batch(Parameters body) {
    JsonNode batch = body.any("batch_size").orElseThrow(() -> body.missing("batch_size"));
    if (!batch.asText().equals("max")) {
      body.whole("batch_size", TrainableModels.SMALLEST_BATCH, TrainableModels.LARGEST_BATCH);
    }
    return batch;
  }

  private static String checkedSuffix(Parameters body, String suffix) {
    if (!suffix.matches("[A-Za-z0-9._-]{1,64}")) {
      throw OpenAiError.badRequest(
          "suffix must be at most 64 characters long", body.label("suffix"), "invalid_value");
    }
    return suffix;
  }
}
