package ai.organized.flywheel.train.modelfile;

import ai.organized.flywheel.failure.RefusedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Ollama makes a model of.
 *
 * @param from name of a model that is there, or path of a GGUF file or of a folder with safetensors
 * @param system the baked system prompt, as it survives in a Modelfile; empty: the base model's
 * @param messages said before every conversation, in order
 * @param lineage where the model comes from, for people: it becomes comments, because the grammar
 *     has no {@code LABEL} and refuses a whole file for one
 */
public record Modelfile(
    String from,
    String system,
    ModelParameters parameters,
    List<Message> messages,
    Map<String, String> lineage) {

  private static final String QUOTES = "\"\"\"";

  /**
   * @throws RefusedException when {@code from} cannot stand in one line as it is
   */
  public Modelfile {
    requireOneLine(from);
    system = ModelfileText.normal(system);
    messages = List.copyOf(messages);
    lineage = Collections.unmodifiableMap(new LinkedHashMap<>(lineage));
  }

  /** The file. UTF-8, LF; every text of others is between triple quotes. */
  public String text() {
    StringBuilder file = new StringBuilder("FROM ").append(from).append('\n');
    if (!lineage.isEmpty()) {
      file.append('\n');
      lineage.forEach((name, value) -> comment(name, value, file));
    }
    if (!system.isEmpty()) {
      file.append("\nSYSTEM ").append(quoted(system)).append('\n');
    }
    file.append("\nPARAMETER temperature ").append(parameters.temperature());
    file.append("\nPARAMETER num_ctx ").append(parameters.contextTokens()).append('\n');
    for (String word : parameters.stop()) {
      file.append("PARAMETER stop ").append(quoted(word)).append('\n');
    }
    if (!messages.isEmpty()) {
      file.append('\n');
    }
    for (Message message : messages) {
      file.append("MESSAGE ").append(message.role().word()).append(' ');
      file.append(quoted(message.text())).append('\n');
    }
    return file.toString();
  }

  private static void comment(String name, String value, StringBuilder file) {
    file.append("# ")
        .append(ModelfileText.inOneLine(name))
        .append(": ")
        .append(ModelfileText.inOneLine(value))
        .append('\n');
  }

  private static String quoted(String normal) {
    return QUOTES + normal + QUOTES;
  }

  /** It stands unquoted, to the end of its line: quotes at its beginning would be read as such. */
  private static void requireOneLine(String from) {
    boolean asItIs =
        !from.isEmpty()
            && from.equals(from.strip())
            && from.equals(ModelfileText.inOneLine(from))
            && from.charAt(0) != '"';
    if (!asItIs) {
      throw new RefusedException(
          "invalid_base_model",
          "the base model for Ollama is not written in one visible line without a quote at its"
              + " beginning; set FLYWHEEL_OLLAMA_BASE_MODEL to a name such as llama3.1:8b");
    }
  }
}
