package ai.organized.flywheel.train.ollama;

import ai.organized.flywheel.train.modelfile.Message;
import ai.organized.flywheel.train.modelfile.Modelfile;

/** What {@code ollama show NAME --modelfile} prints: texts stand in it as they are, in order. */
final class ShownModelfile {
  private ShownModelfile() {}

  /** Whether the system prompt and every message stand in it, one after the other. */
  static boolean contains(String shown, Modelfile model) {
    int at = after(shown, "SYSTEM ", model.system(), 0);
    for (Message message : model.messages()) {
      at = at < 0 ? at : after(shown, "MESSAGE " + message.role().word(), message.text(), at);
    }
    return at >= 0;
  }

  /** Where it ends; less than 0 when it is not there. */
  private static int after(String shown, String instruction, String text, int from) {
    int begin = text.isEmpty() ? from : shown.indexOf(instruction, from);
    int found = begin < 0 ? begin : shown.indexOf(text, begin);
    return found < 0 ? found : found + text.length();
  }
}
