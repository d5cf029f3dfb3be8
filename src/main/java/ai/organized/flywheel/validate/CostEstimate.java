package ai.organized.flywheel.validate;

import ai.organized.flywheel.validate.Prices.Price;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a training on the file would cost: tokens × epochs × price. An estimate, for the provider
 * counts in its own way, and only afterwards; a price that is not known is unknown, never 0.
 *
 * @param trainingTokens of all epochs
 * @param amount in {@code currency}, to the cent
 * @param pricePerMillion training tokens
 * @param asOf when the price was read
 * @param source where the price was read
 * @param unknown why there is no amount
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CostEstimate(
    String model,
    int epochs,
    long trainingTokens,
    Optional<BigDecimal> amount,
    Optional<String> currency,
    Optional<BigDecimal> pricePerMillion,
    Optional<String> asOf,
    Optional<String> source,
    Optional<String> unknown) {
  /**
   * What OpenAI's {@code auto} chooses for some hundred lines, and what LLaMA-Factory's and TRL's
   * default is.
   */
  public static final int USUAL_EPOCHS = 3;

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  static CostEstimate of(long tokens, int epochs, Provider provider, String model, Prices prices) {
    return of(tokens, epochs, provider.word(), model, prices);
  }

  /**
   * @param tokens of one epoch
   * @param provider as it stands in the price list
   */
  public static CostEstimate of(
      long tokens, int epochs, String provider, String model, Prices prices) {
    long all = Math.multiplyExact(tokens, epochs);
    Optional<Price> price = prices.of(provider, model);
    return new CostEstimate(
        model,
        epochs,
        all,
        price.map(p -> amount(all, p.perMillion())),
        price.map(Price::currency),
        price.map(Price::perMillion),
        price.map(Price::asOf),
        price.map(Price::source),
        price.isPresent() ? Optional.empty() : Optional.of(prices.whyNot(provider, model)));
  }

  /** Questions that are only asked are not paid for as training. */
  static CostEstimate ofEvaluation(int epochs, String model) {
    return new CostEstimate(
        model,
        epochs,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("an evaluation file is not trained on"));
  }

  /** Up to the next cent: what costs something never reads as nothing. */
  private static BigDecimal amount(long tokens, BigDecimal perMillion) {
    return BigDecimal.valueOf(tokens)
        .multiply(perMillion)
        .divide(MILLION, MathContext.DECIMAL128)
        .setScale(2, RoundingMode.UP);
  }
}
