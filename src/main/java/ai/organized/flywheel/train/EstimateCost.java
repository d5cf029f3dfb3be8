package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.validate.CostEstimate;
import ai.organized.flywheel.validate.Prices;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/** What a training costs: nothing on own hardware, else tokens × epochs × the listed price. */
public final class EstimateCost {
  private static final String USD = "USD";

  private final Prices prices;
  private final OptionalInt epochs;

  /**
   * @param epochs empty: the provider's own choice
   */
  public EstimateCost(Prices prices, OptionalInt epochs) {
    this.prices = prices;
    this.epochs = epochs;
  }

  /**
   * @param tokens of one epoch, counted for a base model
   */
  public TrainingCost of(FineTuner tuner, ClientId client, ToLongFunction<String> tokens) {
    if (tuner.track() == Track.B) {
      return new TrainingCost(OptionalDouble.of(0), "own hardware, nothing but its electricity");
    }
    long counted = tokens.applyAsLong(tuner.baseModel());
    int times = epochs.orElse(CostEstimate.USUAL_EPOCHS);
    String work = String.format(Locale.ROOT, "%,d tokens × %d epochs", counted, times);
    CostEstimate listed =
        CostEstimate.of(counted, times, tuner.provider(), tuner.baseModel(), prices);
    return new TrainingCost(usd(listed), work + ", " + price(listed));
  }

  private static String price(CostEstimate listed) {
    return listed
        .pricePerMillion()
        .map(
            price ->
                price.toPlainString()
                    + " "
                    + listed.currency().orElse("")
                    + " per million, as of "
                    + listed.asOf().orElse("?"))
        .orElseGet(() -> listed.unknown().orElse("no price is known"));
  }

  /** What a training has cost by the tokens that were billed; empty: not known. */
  OptionalDouble billed(String provider, String baseModel, long tokens) {
    return usd(CostEstimate.of(tokens, 1, provider, baseModel, prices));
  }

  private static OptionalDouble usd(CostEstimate estimate) {
    Optional<BigDecimal> amount =
        estimate.amount().filter(known -> estimate.currency().equals(Optional.of(USD)));
    return amount.isPresent()
        ? OptionalDouble.of(amount.get().doubleValue())
        : OptionalDouble.empty();
  }
}
