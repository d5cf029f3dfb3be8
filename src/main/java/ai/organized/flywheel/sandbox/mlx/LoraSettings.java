package ai.organized.flywheel.sandbox.mlx;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code mlx_lm.lora} is to do: command line before config file before defaults. */
record LoraSettings(Map<String, Object> values) {
  private static final Argparse ARGUMENTS =
      new Argparse(
          "mlx_lm.lora",
          "LoRA or QLoRA finetuning.",
          List.of(
              Option.text("--model"),
              Option.toggle("--train"),
              Option.text("--data"),
              Option.text("--fine-tune-type", "lora", "dora", "full"),
              Option.text("--optimizer", "adam", "adamw", "muon", "sgd", "adafactor"),
              Option.toggle("--mask-prompt"),
              Option.whole("--num-layers"),
              Option.whole("--batch-size"),
              Option.whole("--iters"),
              Option.whole("--val-batches"),
              Option.real("--learning-rate"),
              Option.whole("--steps-per-report"),
              Option.whole("--steps-per-eval"),
              Option.whole("--grad-accumulation-steps"),
              Option.text("--resume-adapter-file"),
              Option.text("--adapter-path"),
              Option.whole("--save-every"),
              Option.toggle("--test"),
              Option.whole("--test-batches"),
              Option.whole("--max-seq-length"),
              Option.text("--config"),
              Option.toggle("--grad-checkpoint"),
              Option.whole("--clear-cache-threshold"),
              Option.text("--report-to"),
              Option.text("--project-name"),
              Option.whole("--seed"),
              Option.toggle("--trust-remote-code")));

  static LoraSettings read(List<String> arguments) {
    Map<String, Object> values = new LinkedHashMap<>(ARGUMENTS.read(arguments));
    if (values.get("config") instanceof String file) {
      System.out.println("Loading configuration file " + file);
      ConfigFile.read(Path.of(file)).forEach(values::putIfAbsent);
    }
    defaults().forEach(values::putIfAbsent);
    return new LoraSettings(values);
  }

  private static Map<String, Object> defaults() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("model", "mlx_model");
    defaults.put("train", false);
    defaults.put("fine_tune_type", "lora");
    defaults.put("optimizer", "adam");
    defaults.put("data", "data/");
    defaults.put("seed", 0L);
    defaults.put("num_layers", 16L);
    defaults.put("batch_size", 4L);
    defaults.put("iters", 1000L);
    defaults.put("val_batches", 25L);
    defaults.put("learning_rate", 1e-5);
    defaults.put("steps_per_report", 10L);
    defaults.put("steps_per_eval", 200L);
    defaults.put("adapter_path", "adapters");
    defaults.put("save_every", 100L);
    defaults.put("test", false);
    defaults.put("test_batches", 500L);
    defaults.put("max_seq_length", 2048L);
    defaults.put("grad_checkpoint", false);
    defaults.put("grad_accumulation_steps", 1L);
    defaults.put("mask_prompt", false);
    defaults.put("lora_parameters", Map.of("rank", 8L, "dropout", 0.0, "scale", 20.0));
    return defaults;
  }

  String text(String key) {
    return String.valueOf(values.get(key));
  }

  Path path(String key) {
    return Path.of(text(key));
  }

  boolean isSet(String key) {
    return Boolean.TRUE.equals(values.get(key));
  }

  /**
   * A text where a number belongs breaks the real program too, wherever it first counts with it.
   */
  long whole(String key) {
    if (values.get(key) instanceof Long number) {
      return number;
    }
    throw notANumber();
  }

  double real(String key) {
    if (values.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw notANumber();
  }

  private static ToolExit notANumber() {
    return ToolExit.python("TypeError", "'>' not supported between instances of 'str' and 'int'");
  }

  /** All of them, as {@code adapter_config.json} keeps them. */
  ObjectNode json() {
    return Json.object().setAll((ObjectNode) new JsonMapper().valueToTree(values));
  }
}
