package ai.organized.flywheel.sandbox.together;

import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.http.Reply;
import ai.organized.flywheel.sandbox.http.Request;
import ai.organized.flywheel.sandbox.openai.OpenAiError;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What can be trained here, and within which limits: {@code GET …/fine-tunes/models/limits}. */
final class TrainableModels {
  static final Set<String> NAMES =
      Set.of(
          "meta-llama/Meta-Llama-3.1-8B-Instruct-Reference",
          "meta-llama/Llama-3.3-70B-Instruct-Reference",
          "Qwen/Qwen2.5-7B-Instruct");
  static final int MOST_EPOCHS = 20;
  static final int MOST_EVALS = 100;
  static final int SMALLEST_BATCH = 8;
  static final int LARGEST_BATCH = 16;
  static final int LARGEST_RANK = 64;

  private TrainableModels() {}

  static void require(String model) {
    if (!NAMES.contains(model)) {
      throw new OpenAiError(
          400,
          "Model " + model + " is not available for fine-tuning.",
          "model",
          "model_not_available");
    }
  }

  static Reply limits(Request request) {
    String model =
        request
            .parameter("model_name")
            .orElseThrow(
                () ->
                    OpenAiError.badRequest(
                        "Missing required parameter: 'model_name'.",
                        "model_name",
                        "missing_required_parameter"));
    require(model);
    ObjectNode limits = Json.object();
    limits.put("model_name", model);
    limits.put("default_gradient_accumulation_steps", 1);
    limits.put("max_learning_rate", 0.01).put("min_learning_rate", 1e-8);
    limits.put("max_num_checkpoints", 100).put("max_num_epochs", MOST_EPOCHS);
    limits.put("max_num_evals", MOST_EVALS);
    limits.put("max_seq_length_dpo", 8_192).put("max_seq_length_sft", 16_384);
    limits.put("min_max_seq_length", 1_024).put("merge_output_lora", true);
    limits.put("supports_full_training", false).put("supports_reasoning", false);
    limits.put("supports_tools", true).put("supports_vision", false);
    limits
        .putObject("lora_training")
        .put("max_batch_size", LARGEST_BATCH)
        .put("max_batch_size_dpo", LARGEST_BATCH)
        .put("max_rank", LARGEST_RANK)
        .put("min_batch_size", SMALLEST_BATCH)
        .putArray("target_modules")
        .add("q_proj")
        .add("k_proj")
        .add("v_proj")
        .add("o_proj");
    return Reply.json(200, limits);
  }
}
