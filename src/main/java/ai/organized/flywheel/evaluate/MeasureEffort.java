package ai.organized.flywheel.evaluate;

import ai.organized.flywheel.evaluate.Scorecard.Effort;
import ai.organized.flywheel.validate.AnswerPrice;
import ai.organized.flywheel.validate.Prices;
import java.util.List;
import java.util.Optional;

/** What the answers of a model took: time, tokens, and money where a price is known. */
final class MeasureEffort {
  private final Prices prices;

  MeasureEffort(Prices prices) {
    this.prices = prices;
  }

  Effort of(Contestant contestant, List<Answer> answers) {
    List<Long> millis = answers.stream().flatMap(a -> a.latencyMillis().stream()).sorted().toList();
    if (answers.stream().anyMatch(answer -> answer.tokens().isEmpty())) {
      return new Effort(rank(millis, 0.50), rank(millis, 0.95), null, null, null);
    }
    long prompt = answers.stream().mapToLong(a -> a.tokens().orElseThrow().prompt()).sum();
    long completion = answers.stream().mapToLong(a -> a.tokens().orElseThrow().completion()).sum();
    Optional<AnswerPrice> price =
        contestant.version().isPresent()
            ? prices.ofTunedAnswers(contestant.provider(), contestant.baseModel())
            : prices.ofUntunedAnswers(contestant.provider(), contestant.modelId());
    return new Effort(
        rank(millis, 0.50),
        rank(millis, 0.95),
        prompt,
        completion,
        price.map(known -> known.of(prompt, completion)).orElse(null));
  }

  /** The smallest that this share does not exceed; null of none. */
  private static Long rank(List<Long> sorted, double share) {
    return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
