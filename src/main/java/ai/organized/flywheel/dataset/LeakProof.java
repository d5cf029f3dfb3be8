package ai.organized.flywheel.dataset;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the leak firewall checked on the finished lines, and how near the nearest pair is.
 *
 * @param compared pairs of texts that were compared exactly
 */
record LeakProof(
    List<String> checks,
    int trainingLines,
    int holdoutLines,
    long compared,
    int withheldPromptLines,
    Optional<NearestPair> byWords,
    Optional<NearestPair> byMeaning) {

  /** Ids of a training line and of the question that it is nearest to. */
  record NearestPair(String line, String question, double similarity) {
    private void write(ObjectNode into) {
      into.put("line", line);
      into.put("question", question);
      into.put("similarity", Math.round(similarity * 1e4) / 1e4);
    }
  }

  ObjectNode json() {
    ObjectNode into = Json.STRICT.createObjectNode();
    into.put("leaks", 0);
    checks.forEach(into.putArray("checks")::add);
    into.put("training_lines", trainingLines);
    into.put("holdout_lines", holdoutLines);
    into.put("pairs_compared", compared);
    into.put("withheld_prompt_lines", withheldPromptLines);
    byWords.ifPresent(pair -> pair.write(into.putObject("nearest_by_words")));
    byMeaning.ifPresent(pair -> pair.write(into.putObject("nearest_by_meaning")));
    return into;
  }

  /** One line for people. */
  String inWords() {
    return String.format(
        Locale.ROOT,
        "No line gives a question away: %,d pairs compared%s%s",
        compared,
        byWords.map(pair -> nearest(pair, "words")).orElse(""),
        byMeaning.map(pair -> nearest(pair, "meaning")).orElse(""));
  }

  private static String nearest(NearestPair pair, String by) {
    return String.format(Locale.ROOT, ", the nearest by %s %.2f", by, pair.similarity());
  }
}
