package ai.organized.flywheel.sandbox.ollama.modelfile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The parameters that a Modelfile may set, and of which type each is. */
final class RunParameters {
  private static final Set<String> WHOLE =
      Set.of(
          "num_ctx",
          "num_predict",
          "top_k",
          "seed",
          "repeat_last_n",
          "num_keep",
          "num_batch",
          "num_gpu",
          "main_gpu",
          "num_thread",
          "draft_num_predict");
  private static final Set<String> NUMBERS =
      Set.of(
          "temperature",
          "top_p",
          "min_p",
          "typical_p",
          "repeat_penalty",
          "presence_penalty",
          "frequency_penalty");

  private static final Set<String> DEPRECATED =
      Set.of(
          "penalize_newline",
          "low_vram",
          "f16_kv",
          "logits_all",
          "vocab_only",
          "use_mlock",
          "mirostat",
          "mirostat_tau",
          "mirostat_eta");

  private RunParameters() {}

  /** Only a warning is printed of these. */
  static boolean isDeprecated(String name) {
    return DEPRECATED.contains(name);
  }

  /**
   * Puts it into the parameters of a request; {@code stop} may come several times, of the others
   * the last counts.
   *
   * @throws ModelfileError when there is no such parameter, or its value is of another type
   */
  static void put(ObjectNode parameters, String name, String value) {
    try {
      if (WHOLE.contains(name)) {
        parameters.put(name, Long.parseLong(value));
      } else if (NUMBERS.contains(name)) {
        parameters.put(name, Double.parseDouble(value));
      } else if (name.equals("use_mmap")) {
        parameters.put(name, isTrue(value));
      } else if (name.equals("stop")) {
        ArrayNode words = parameters.withArray("stop");
        words.add(value);
      } else {
        throw new ModelfileError("unknown parameter '" + name + "'");
      }
    } catch (NumberFormatException e) {
      String type = WHOLE.contains(name) ? "int" : "float";
      throw new ModelfileError("invalid " + type + " value [" + value + "]");
    }
  }

  private static boolean isTrue(String value) {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> throw new ModelfileError("invalid bool value [" + value + "]");
    };
  }
}
