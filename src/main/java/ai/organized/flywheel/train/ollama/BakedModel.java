package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.train.TrainingJob;
import ai.organized.flywheel.train.modelfile.Message;
import ai.organized.flywheel.train.modelfile.ModelParameters;
import ai.organized.flywheel.train.modelfile.Modelfile;
import ai.organized.flywheel.train.modelfile.ModelfileText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is baked for a job: the system prompt of the training file, and of its lines, of which the
 * best come first, as many as are asked for and have room. The same file gives the same model.
 */
final class BakedModel {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The seed's; it is more when the examples need more. */
  private static final int LEAST_CONTEXT = 4_096;

  /** Own hardware reads all of it before every answer. */
  private static final int MOST_CONTEXT = 16_384;

  /** For the question and the answer. */
  private static final int ROOM = 2_048;

  /** Of a token, at the least, in the languages and identifiers that stand in prompts. */
  private static final int CHARACTERS = 3;

  private BakedModel() {}

  /**
   * @param examples how many lines at most
   * @throws RefusedException when the training file is not there
   */
  static Modelfile of(TrainingJob job, int examples) {
    String system = "";
    List<Message> messages = new ArrayList<>();
    int tokens = ROOM;
    try (BufferedReader lines = Files.newBufferedReader(job.trainingFile())) {
      String line = lines.readLine();
      if (line != null) {
        system = content(line, 0);
        tokens += tokens(system);
      }
      for (int i = 0; i < examples && line != null; i++, line = lines.readLine()) {
        String question = content(line, 1);
        String answer = content(line, 2);
        tokens += tokens(question) + tokens(answer);
        if (tokens > MOST_CONTEXT) {
          break;
        }
        if (!question.isBlank() && !answer.isBlank()) {
          messages.add(Message.user(question));
          messages.add(Message.assistant(answer));
        }
      }
    } catch (IOException e) {
      throw new RefusedException(
          "dataset_missing",
          "the training file of "
              + job.client()
              + " v"
              + job.version()
              + " cannot be read; type: flywheel dataset build --client "
              + job.client());
    }
    return new Modelfile(
        job.baseModel(),
        system,
        ModelParameters.of(job.baseModel(), context(system, messages)),
        messages,
        lineage(job, messages.size() / 2));
  }

  private static int context(String system, List<Message> messages) {
    int tokens = ROOM + tokens(system);
    for (Message message : messages) {
      tokens += tokens(message.text());
    }
    int rounded = (tokens + 1_023) / 1_024 * 1_024;
    return Math.max(LEAST_CONTEXT, rounded);
  }

  private static int tokens(String text) {
    return text.length() / CHARACTERS + 8;
  }

  private static Map<String, String> lineage(TrainingJob job, int examples) {
    Map<String, String> lineage = new LinkedHashMap<>();
    lineage.put("client_id", job.client().value());
    lineage.put("version", "v" + job.version());
    lineage.put("dataset", job.datasetHash());
    lineage.put("baked_examples", String.valueOf(examples));
    return lineage;
  }

  /** Of the message at this place, as it survives in a Modelfile. */
  private static String content(String line, int message) {
    try {
      JsonNode content = JSON.readTree(line).path("messages").path(message).path("content");
      return ModelfileText.normal(content.asText(""));
    } catch (JsonProcessingException e) {
      throw new BrokenException("a training line is no JSON", e);
    }
  }
}
