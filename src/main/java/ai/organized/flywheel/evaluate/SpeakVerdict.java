package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.EvaluationResult.Stopped;
import ai.organized.flywheel.evaluate.paired.CompareRecalls;
import ai.organized.flywheel.evaluate.paired.PairedTest;
import ai.organized.flywheel.evaluate.paired.PairedTest.Standing;
import ai.organized.flywheel.settings.Settings.EvaluationRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Speaks the verdict. Its core is the rule: not further below the champion, on the same questions,
 * than the tolerance; nothing that fails it is promoted. What passes or fails it by what may be
 * noise is held, unless the settings say that the rule alone decides. A first model must reach its
 * bar and be above chance; so must one whose champion is gone, and it is held. No model that is
 * shown to be worse than the untuned base is promoted.
 */
public final class SpeakVerdict {
  private final EvaluationRules rules;
  private final CompareRecalls withChampion;
  private final CompareRecalls withBaseline;

  public SpeakVerdict(EvaluationRules rules) {
    this.rules = rules;
    this.withChampion =
        new CompareRecalls(rules.regressionTolerance(), rules.worstLoss(), rules.risk());
    this.withBaseline = new CompareRecalls(0, rules.worstLoss(), rules.risk());
  }

  /** Of a new version, against the one that answers. */
  public Verdict speak(EvaluationResult result) {
    return speak(result, "champion");
  }

  /** Of the version that answers, against the one before it. */
  public Verdict speakAgain(EvaluationResult result) {
    return speak(result, "the version before");
  }

  private Verdict speak(EvaluationResult result, String rival) {
    if (result instanceof Stopped stopped) {
      return new Verdict.Refuse(
          String.join("; ", stopped.evidence()), Evidence.ofBroken(stopped.evidence()));
    }
    Scored cards = (Scored) result;
    Optional<PairedTest> champion =
        cards.rival().map(card -> withChampion.of(CompareCards.of(cards.candidate(), card)));
    Optional<PairedTest> baseline =
        cards.baseline().map(card -> withBaseline.of(CompareCards.of(cards.candidate(), card)));
    Words words = new Words(cards, champion, baseline, rules, rival);
    boolean passed = champion.map(PairedTest::rulePassed).orElseGet(() -> isGoodFirst(cards));
    Evidence evidence =
        new Evidence(
            passed,
            champion,
            baseline,
            cards.baselineUnknown(),
            List.of(),
            cards.judged(),
            Optional.of(cards));
    if (champion.isEmpty() && !passed) {
      return new Verdict.Refuse(words.badFirst(), evidence);
    }
    if (champion.filter(this::refuses).isPresent()) {
      return new Verdict.Refuse(words.worseThanChampion(), evidence);
    }
    if (baseline.filter(test -> Standing.SHOWN_WORSE == test.standing()).isPresent()) {
      return new Verdict.Refuse(words.worseThanBaseline(), evidence);
    }
    List<String> doubts = doubts(champion, baseline, words);
    cards.rivalUnknown().map(words::gone).ifPresent(doubts::add);
    return rules.holdOnNoise() && !doubts.isEmpty()
        ? new Verdict.Hold(words.compared() + String.join("", doubts), evidence)
        : new Verdict.Promote(words.good(), evidence);
  }

  private boolean isGoodFirst(Scored cards) {
    return cards.candidate().pChance() < CompareRecalls.SIGNIFICANCE
        && cards.candidate().problemRecall() >= rules.firstModelMinScore();
  }

  /** Where the rule alone decides, failing it is enough. */
  private boolean refuses(PairedTest champion) {
    return champion.standing() == Standing.SHOWN_WORSE
        || (!rules.holdOnNoise() && !champion.rulePassed());
  }

  private static List<String> doubts(
      Optional<PairedTest> champion, Optional<PairedTest> baseline, Words words) {
    List<String> doubts = new ArrayList<>();
    champion
        .filter(test -> test.standing() == Standing.UNCLEAR)
        .map(words::unclear)
        .ifPresent(doubts::add);
    baseline.filter(test -> !test.rulePassed()).map(words::belowBaseline).ifPresent(doubts::add);
    return doubts;
  }
}
