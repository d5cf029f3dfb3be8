package ai.organized.flywheel.dataset;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The lines of a training file: system, user and assistant message and nothing else, so that every
 * trainer takes them. UTF-8, LF, no byte order mark. The system prompt is the same in each, so it
 * is encoded once.
 */
final class TrainingLines {
  /** Half a surrogate pair: UTF-8 has no bytes for it, JSON has an escape. */
  private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

  private static final byte[] USER = bytes("\"},{\"role\":\"user\",\"content\":\"");
  private static final byte[] ASSISTANT = bytes("\"},{\"role\":\"assistant\",\"content\":\"");
  private static final byte[] END = bytes("\"}]}\n");

  private final byte[] start;

  TrainingLines(String systemPrompt) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(bytes("{\"messages\":[{\"role\":\"system\",\"content\":\""));
    line.writeBytes(quoted(systemPrompt));
    line.writeBytes(USER);
    this.start = line.toByteArray();
  }

  byte[] of(Example example) {
    byte[] question = quoted(example.question());
    byte[] answer = quoted(example.answer());
    ByteArrayOutputStream line =
        new ByteArrayOutputStream(
            start.length + question.length + ASSISTANT.length + answer.length + END.length);
    line.writeBytes(start);
    line.writeBytes(question);
    line.writeBytes(ASSISTANT);
    line.writeBytes(answer);
    line.writeBytes(END);
    return line.toByteArray();
  }

  private static byte[] quoted(String text) {
    return isWhole(text)
        ? JsonStringEncoder.getInstance().quoteAsUTF8(text)
        : bytes(escaped(new String(JsonStringEncoder.getInstance().quoteAsString(text))));
  }

  /** The same JSON, with an escape for what UTF-8 has no bytes for. */
  static String escaped(String json) {
    return HALF_PAIR
        .matcher(json)
        .replaceAll(half -> String.format("\\\\u%04x", (int) half.group().charAt(0)));
  }

  private static boolean isWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
