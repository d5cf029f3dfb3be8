package ai.organized.flywheel.bench;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.evaluate.Comparison;
import ai.organized.flywheel.evaluate.Contestant;
import ai.organized.flywheel.evaluate.Contestant.Role;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.Scorecard;
import ai.organized.flywheel.evaluate.Scorecard.Effort;
import ai.organized.flywheel.evaluate.Scorecard.Row;
import ai.organized.flywheel.evaluate.SpeakVerdict;
import ai.organized.flywheel.evaluate.Verdict;
import ai.organized.flywheel.settings.Settings.EvaluationRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The product's own verdicts on simulated scorecards, each of them spoken once. */
final class SimulatedVerdicts {
  private static final ClientId CLIENT = new ClientId("bench");

  private final SpeakVerdict speakVerdict;
  private final Map<Pair, Verdict> known = new HashMap<>();

  SimulatedVerdicts(EvaluationRules rules) {
    this.speakVerdict = new SpeakVerdict(rules);
  }

  /**
   * What two models answered to the same questions, one answer to each. On which of the others they
   * agreed, right or wrong, changes no verdict beside a champion.
   *
   * @param worse questions that only the champion recalled
   * @param better questions that only the candidate recalled
   */
  record Pair(int questions, int worse, int better) {}

  Verdict of(Pair pair) {
    return known.computeIfAbsent(pair, unknown -> speakVerdict.speak(scored(unknown)));
  }

  private static Scored scored(Pair pair) {
    List<Row> candidate = new ArrayList<>();
    List<Row> champion = new ArrayList<>();
    for (int question = 0; question < pair.questions(); question++) {
      boolean onlyChampion = question < pair.worse();
      boolean onlyCandidate = !onlyChampion && question < pair.worse() + pair.better();
      candidate.add(row(question, !onlyChampion));
      champion.add(row(question, !onlyCandidate));
    }
    return new Scored(
        new Comparison(
            CLIENT,
            2,
            contestant(Role.CANDIDATE, 2),
            Optional.of(contestant(Role.CHAMPION, 1)),
            Optional.empty()),
        card(candidate),
        Optional.of(card(champion)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Contestant contestant(Role role, int version) {
    return new Contestant(role, Optional.of(version), "simulated", "v" + version, "base", "");
  }

  private static Row row(int question, boolean recalled) {
    return new Row("q" + question, recalled ? 1 : 0, 1, 0.5, 0.5, List.of());
  }

  private static Scorecard card(List<Row> rows) {
    int recalled = rows.stream().mapToInt(Row::recalled).sum();
    double recall = (double) recalled / rows.size();
    return new Scorecard(
        rows.size(),
        1,
        recalled,
        recall,
        recall,
        0,
        1,
        1.0 / rows.size(),
        0,
        "simulated",
        "",
        new TreeMap<>(),
        Effort.UNKNOWN,
        rows);
  }
}
