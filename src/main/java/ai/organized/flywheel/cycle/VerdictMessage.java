package ai.organized.flywheel.cycle;

import ai.organized.flywheel.evaluate.Comparison;
import ai.organized.flywheel.evaluate.Contestant;
import ai.organized.flywheel.evaluate.EvaluationResult.Scored;
import ai.organized.flywheel.evaluate.Evidence;
import ai.organized.flywheel.evaluate.Scorecard;
import ai.organized.flywheel.evaluate.Verdict;
import ai.organized.flywheel.evaluate.paired.PairedTest;
import ai.organized.flywheel.notify.Message;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Puts the evidence of a verdict under what people are told: scores, questions, intervals. */
final class VerdictMessage {
  private VerdictMessage() {}

  static Message of(
      String kind, String title, String text, Verdict verdict, Comparison comparison) {
    Message message =
        Message.of(kind, title, text)
            .with("Model", comparison.candidate().name())
            .with(
                "Champion",
                comparison
                    .rival()
                    .flatMap(Contestant::version)
                    .map(version -> "v" + version)
                    .orElse("none yet"));
    Evidence evidence = verdict.evidence();
    message = evidence.cards().map(withCards(message)).orElse(message);
    message = withTest(message, "Against the champion", evidence.champion());
    message = withTest(message, "Against the untuned base", evidence.baseline());
    return evidence.broken().isEmpty()
        ? message
        : message.with(
            "Broken answers to golden prompts", String.valueOf(evidence.broken().size()));
  }

  private static Function<Scored, Message> withCards(Message message) {
    return cards -> {
      Scorecard own = cards.candidate();
      Message more =
          message
              .with("Score", score(own))
              .with("Questions", own.questions() + ", by chance " + number(own.chance()));
      return cards.rival().map(rival -> more.with("Champion's score", score(rival))).orElse(more);
    };
  }

  private static String score(Scorecard card) {
    return number(card.problemRecall())
        + " (95 % interval "
        + number(card.low())
        + " to "
        + number(card.high())
        + ")";
  }

  private static Message withTest(Message message, String name, Optional<PairedTest> test) {
    return test.map(
            t ->
                message.with(
                    name,
                    String.format(
                        Locale.ROOT,
                        "%+.2f (%+.2f to %+.2f), %d better, %d worse of %d",
                        t.delta(),
                        t.low(),
                        t.high(),
                        t.better(),
                        t.worse(),
                        t.questions())))
        .orElse(message);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
