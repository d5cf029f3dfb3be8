package ai.organized.flywheel.dataset;

import ai.organized.flywheel.embed.Cosine;
import ai.organized.flywheel.near.TellingLines;
import ai.organized.flywheel.settings.Settings.DatasetRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes those lines out of the system prompt that tell the answer of a question: the account's
 * known issues and its memory may hold the very fix that is asked for. The prompt stays one for all
 * lines.
 */
public final class WithholdFromPrompt {
  private final DatasetRules rules;

  public WithholdFromPrompt(DatasetRules rules) {
    this.rules = rules;
  }

  public void withhold(Building building) {
    List<String> lines = Arrays.asList(building.systemPrompt.split("\n", -1));
    TellingLines telling = new TellingLines(lines, rules.nearDuplicate());
    Set<Integer> withheld = new TreeSet<>();
    List<String> answers = new ArrayList<>();
    building.forEachQuestion(
        (place, example) -> {
          withheld.addAll(telling.telling(example.answer()));
          withheld.addAll(meaning(building, lines, example.answer()));
          answers.add(example.answer());
        });
    List<String> kept = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      if (!withheld.contains(line)) {
        kept.add(lines.get(line));
      }
    }
    int before = lines.size();
    breakUp(kept, answers);
    building.withheldPromptLines = before - kept.size();
    if (building.withheldPromptLines > 0) {
      building.systemPrompt = String.join("\n", kept);
      building.notes.add(
          building.withheldPromptLines
              + " lines of the system prompt told the answer of a question and were left out");
    }
  }

  /**
   * Several lines together may tell what none tells alone: the one that tells most of it goes. That
   * brings other lines together, so it ends when nothing is told any more.
   */
  private void breakUp(List<String> lines, List<String> answers) {
    boolean changed = true;
    while (changed && !lines.isEmpty()) {
      changed = false;
      TellingLines whole = whole(lines);
      for (String answer : answers) {
        while (!lines.isEmpty() && !whole.telling(answer).isEmpty()) {
          lines.remove(new TellingLines(lines, rules.nearDuplicate()).mostTelling(answer));
          whole = whole(lines);
          changed = true;
        }
      }
    }
  }

  private TellingLines whole(List<String> lines) {
    return new TellingLines(List.of(String.join("\n", lines)), rules.nearDuplicate());
  }

  private static List<Integer> meaning(Building building, List<String> lines, String answer) {
    List<Integer> telling = new ArrayList<>();
    float[] meant = building.vectors.get(answer);
    for (int line = 0; line < lines.size() && meant != null; line++) {
      float[] said = building.vectors.get(lines.get(line));
      if (said != null && Cosine.of(said, meant) >= building.meaningThreshold) {
        telling.add(line);
      }
    }
    return telling;
  }
}
