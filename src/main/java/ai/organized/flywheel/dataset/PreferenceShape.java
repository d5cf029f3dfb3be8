package ai.organized.flywheel.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** How a preference pair is written: one JSON object a line, UTF-8, LF, no byte order mark. */
public enum PreferenceShape {
  /**
   * {@code {"input":{"messages":[…]},"preferred_output":[…],"non_preferred_output":[…]}}, as OpenAI
   * and Together read it. The schema FineTunePreferenceRequestInput says {@code …_completion}; the
   * service and its guide say {@code …_output}.
   */
  OPENAI {
    @Override
    ObjectNode json(String systemPrompt, PreferencePair pair) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      prompt(line.putObject("input").putArray("messages"), systemPrompt, pair);
      answer(line.putArray("preferred_output"), pair.chosenAnswer());
      answer(line.putArray("non_preferred_output"), pair.rejectedAnswer());
      return line;
    }
  },
  /**
   * {@code {"prompt":[…],"chosen":[…],"rejected":[…]}}: TRL's preference type, conversational, with
   * an explicit prompt (huggingface.co/docs/trl/dataset_formats).
   */
  TRL {
    @Override
    ObjectNode json(String systemPrompt, PreferencePair pair) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      prompt(line.putArray("prompt"), systemPrompt, pair);
      answer(line.putArray("chosen"), pair.chosenAnswer());
      answer(line.putArray("rejected"), pair.rejectedAnswer());
      return line;
    }
  };

  abstract ObjectNode json(String systemPrompt, PreferencePair pair);

  /** The line with its LF. */
  public byte[] line(String systemPrompt, PreferencePair pair) {
    String json = TrainingLines.escaped(json(systemPrompt, pair).toString());
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void prompt(ArrayNode messages, String systemPrompt, PreferencePair pair) {
    messages.addObject().put("role", "system").put("content", systemPrompt);
    messages.addObject().put("role", "user").put("content", pair.question());
  }

  private static void answer(ArrayNode messages, String answer) {
    messages.addObject().put("role", "assistant").put("content", answer);
  }
}
