package ai.organized.flywheel.train.mlx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the newest attempt of a training stands, as {@code look.sh} tells it.
 *
 * @param attempt its number; 0: there was none
 * @param alive whether its process runs
 * @param state {@code running}, {@code succeeded}, {@code failed}, {@code cancelled}; empty: it has
 *     said nothing yet
 * @param step what it does, or did last
 * @param exit with which code it ended; empty: that is not known
 * @param iterations all that it is to do, in digits; empty: not known now
 * @param log the end of what it said, line by line, without the times
 */
record RunReport(
    int attempt,
    boolean alive,
    String state,
    String step,
    String exit,
    String iterations,
    List<String> log) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ITERATIONS = Pattern.compile("training\\.\\.\\., iters: ([0-9]+)");
  private static final Pattern ITERATION = Pattern.compile("^Iter ([0-9]+): ", Pattern.MULTILINE);

  static RunReport read(String told) {
    String[] parts = told.split("(?m)^log:\n", 2);
    Map<String, String> head =
        parts[0]
            .lines()
            .map(line -> line.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> one));
    JsonNode status = status(head.getOrDefault("status", ""));
    return new RunReport(
        number(head.getOrDefault("attempt", "0")),
        head.getOrDefault("life", "").equals("live"),
        status.path("state").asText(""),
        status.path("step").asText("starting"),
        status.path("exit").isNumber() ? status.path("exit").asText() : "",
        head.getOrDefault("iters", ""),
        (parts.length == 2 ? parts[1] : "").lines().map(RunReport::withoutTime).toList());
  }

  private static JsonNode status(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static int number(String digits) {
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
  }

  static String withoutTime(String line) {
    return line.replaceFirst("^[0-9]{9,} ", "");
  }

  /** An attempt that has not said how it ended, and never will. */
  boolean isDead() {
    return attempt > 0 && !alive && !hasEnded();
  }

  boolean hasEnded() {
    return state.equals("succeeded") || state.equals("failed") || state.equals("cancelled");
  }

  boolean isRunning() {
    return attempt > 0 && alive && !hasEnded();
  }

  /** When the training is over its settings are gone; the tool said it at the beginning. */
  private Optional<String> allIterations() {
    Matcher said = ITERATIONS.matcher(String.join("\n", log));
    String known = iterations.isEmpty() && said.find() ? said.group(1) : iterations;
    return Optional.of(known).filter(digits -> !digits.isEmpty());
  }

  /** For people: {@code training — iteration 120/300}. */
  String inWords() {
    if (step.equals("waiting")) {
      return "waiting for another training on this machine";
    }
    String last =
        ITERATION
            .matcher(String.join("\n", log))
            .results()
            .map(MatchResult::group)
            .reduce("", (one, next) -> next)
            .replaceAll("[^0-9]", "");
    if (!step.equals("training") || last.isEmpty()) {
      return step;
    }
    return step + " — iteration " + last + allIterations().map(all -> "/" + all).orElse("");
  }
}
