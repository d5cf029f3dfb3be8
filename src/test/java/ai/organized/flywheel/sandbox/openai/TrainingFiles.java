package ai.organized.flywheel.sandbox.openai;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Small training files about nothing in particular. */
public final class TrainingFiles {
  static final List<String> TOPICS =
      List.of(
          "consent banner",
          "duplicate purchase",
          "missing currency",
          "server container",
          "cross domain linker",
          "enhanced conversions",
          "refund import",
          "scroll depth",
          "checkout funnel",
          "newsletter signup",
          "video progress",
          "search terms");

  private TrainingFiles() {}

  static String question(String topic) {
    return "How do we repair the " + topic + " tracking?";
  }

  static String answer(String topic) {
    return "Rebuild the " + topic + " trigger and publish the workspace.";
  }

  /** Twelve lines, one a topic. */
  public static String good() {
    return TOPICS.stream()
        .map(topic -> line(question(topic), answer(topic)))
        .collect(Collectors.joining());
  }

  static String line(String question, String answer) {
    return """
        {"messages":[{"role":"system","content":"You know tags."},\
        {"role":"user","content":"%s"},{"role":"assistant","content":"%s"}]}
        """
        .formatted(question, answer);
  }

  /** The good file with this text in place of its first line. */
  static String startingWith(String firstLine) {
    StringJoiner lines = new StringJoiner("\n", "", "\n").add(firstLine);
    good().lines().skip(1).forEach(lines::add);
    return lines.toString();
  }
}
