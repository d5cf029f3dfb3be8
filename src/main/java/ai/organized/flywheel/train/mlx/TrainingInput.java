package ai.organized.flywheel.train.mlx;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.modelfile.ModelParameters;
import ai.organized.flywheel.train.modelfile.Modelfile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a training needs, as files: {@code train.jsonl}, {@code valid.jsonl}, {@code lora.yaml},
 * {@code Modelfile} and {@code settings}; last {@code complete}, which tells all of them.
 */
record TrainingInput(Map<String, String> files) {
  static final String COMPLETE = "complete";

  private static final ObjectMapper JSON = new ObjectMapper();

  TrainingInput {
    files = new LinkedHashMap<>(files);
    files.put(COMPLETE, Sha256.hex(String.join("\0", files.values())));
  }

  static TrainingInput of(TrainingJob job, MlxPlan plan) {
    List<String> lines = lines(job);
    SplitLines split = SplitLines.of(lines, plan.mlx().batchSize());
    int tokens = LoraConfig.tokens(split);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("train.jsonl", text(split.train()));
    files.put("valid.jsonl", text(split.valid()));
    files.put("lora.yaml", LoraConfig.of(plan.mlx(), split, plan.timesThrough(), tokens));
    files.put("Modelfile", modelfile(job, systemPrompt(lines.get(0)), tokens));
    files.put("settings", settings(job, plan));
    return new TrainingInput(files);
  }

  /** What tells these files from those of another dataset, or of other settings. */
  String complete() {
    return files.get(COMPLETE);
  }

  /** Without blank ones: the tool would break off at one. */
  private static List<String> lines(TrainingJob job) {
    try {
      List<String> lines =
          Files.readString(job.trainingFile()).lines().filter(line -> !line.isBlank()).toList();
      if (!lines.isEmpty()) {
        return lines;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + job.trainingFile(), e);
    }
    throw new RefusedException(
        "too_few_lines",
        job.trainingFile() + " is empty; type: flywheel dataset build --client " + job.client());
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String modelfile(TrainingJob job, String system, int tokens) {
    Map<String, String> lineage = new LinkedHashMap<>();
    lineage.put("client", job.client().value());
    lineage.put("version", String.valueOf(job.version()));
    lineage.put("dataset", job.datasetHash());
    lineage.put("trained from", job.baseModel());
    ModelParameters parameters = ModelParameters.of(job.baseModel(), 2 * tokens);
    return new Modelfile("./fused", system, parameters, List.of(), lineage).text();
  }

  private static String systemPrompt(String line) {
    try {
      for (JsonNode message : JSON.readTree(line).path("messages")) {
        if (message.path("role").asText().equals("system")) {
          return message.path("content").asText();
        }
      }
      return "";
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          "invalid_training_file",
          "the first training line is no JSON; type: flywheel dataset validate");
    }
  }

  /** One value a line, in the order in which {@code run.sh} reads them. */
  private static String settings(TrainingJob job, MlxPlan plan) {
    return text(
        List.of(
            oneLine("FLYWHEEL_MLX_MODEL", job.baseModel()),
            ModelName.of(job),
            oneLine("FLYWHEEL_TRAINER_TOOLS", plan.trainer().tools()),
            oneLine("FLYWHEEL_TRAINER_OLLAMA", plan.trainer().ollama()),
            oneLine("FLYWHEEL_MLX_QUANTIZE", plan.mlx().quantize())));
  }

  private static String oneLine(String name, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(
          "settings", name + " has a character that cannot be seen; set it to one plain line");
    }
    return value;
  }

  int size() {
    return files.values().stream().mapToInt(String::length).sum();
  }

  byte[] bytes(String file) {
    return files.get(file).getBytes(UTF_8);
  }
}
