package ai.organized.flywheel.sandbox.mlx;

import ai.organized.flywheel.sandbox.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The program {@code mlx_lm.lora}. */
final class Lora {
  private Lora() {}

  static void run(List<String> arguments, Orders orders) throws IOException {
    LoraSettings settings = LoraSettings.read(arguments);
    System.out.println("Loading pretrained model");
    LoadedModel model = LoadedModel.load(settings.text("model"));
    System.out.println("Loading datasets");
    Path data = settings.path("data");
    if (!Files.exists(data)) {
      System.out.println("Loading Hugging Face dataset " + data + ".");
      throw ToolExit.python("ValueError", "Not found Hugging Face dataset: " + data + " .");
    }
    boolean mask = settings.isSet("mask_prompt");
    List<String> train = Lines.read(data.resolve("train.jsonl"), model, mask);
    List<String> valid = Lines.read(data.resolve("valid.jsonl"), model, mask);
    List<String> test = Lines.read(data.resolve("test.jsonl"), model, mask);
    if (settings.isSet("train") && train.isEmpty()) {
      throw ToolExit.python(
          "ValueError",
          "Training set not found or empty. Must provide training set for fine-tuning.");
    }
    if (settings.isSet("test") && test.isEmpty()) {
      throw ToolExit.python(
          "ValueError", "Test set not found or empty. Must provide test set for evaluation.");
    }
    if (settings.isSet("train")) {
      System.out.println("Training");
      train(settings, model, new TrainingLoop(settings, train, valid, orders));
    } else if (!settings.isSet("test")) {
      throw ToolExit.python("ValueError", "Must provide at least one of --train or --test");
    }
    if (settings.isSet("test")) {
      System.out.println("Testing");
      System.out.println("Test loss 0.512, Test ppl 1.669.");
    }
  }

  private static void train(LoraSettings settings, LoadedModel model, TrainingLoop loop)
      throws IOException {
    if (settings.whole("num_layers") > model.layers()) {
      throw ToolExit.python(
          "ValueError",
          String.format(
              Locale.ROOT,
              "Requested to train %d layers but the model only has %d layers.",
              settings.whole("num_layers"),
              model.layers()));
    }
    System.out.println("Trainable parameters: 0.216% (6.947M/3212.750M)");
    Path adapters = settings.path("adapter_path");
    Files.createDirectories(adapters);
    Files.write(adapters.resolve("adapter_config.json"), Json.bytes(settings.json()));
    loop.run();
  }
}
