package ai.organized.flywheel.train;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Settings.OpenAi;
import ai.organized.flywheel.settings.SettingsReader;
import ai.organized.flywheel.train.openai.OpenAiFineTuner;
import ai.organized.flywheel.validate.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimateCostTest {
  private static final long TOKENS = 100_000;

  @TempDir Path folder;

  private FineTuner openAi(String model) {
    Map<String, String> environment = Map.of("FLYWHEEL_OPENAI_MODEL", model);
    OpenAi settings = SettingsReader.read(folder, new Properties(), environment).openAi();
    Function<RemoteCall, RemoteReply> silent =
        call -> {
          throw new UnavailableException("nothing answers");
        };
    return new OpenAiFineTuner(settings, silent, Clock.systemUTC());
  }

  private static EstimateCost estimate(Prices prices, OptionalInt epochs) {
    return new EstimateCost(prices, epochs);
  }

  private static Prices listed() throws IOException {
    return Prices.read(Path.of("config/prices.json"));
  }

  @Test
  void tokensTimesEpochsTimesThePriceOfTheBaseModel() throws IOException {
    TrainingCost cost =
        estimate(listed(), OptionalInt.of(4))
            .of(openAi("gpt-4.1-2025-04-14"), ACME, model -> TOKENS);

    assertThat(cost.usd()).hasValue(10.0);
    assertThat(cost.words())
        .isEqualTo("100,000 tokens × 4 epochs, 25.00 USD per million, as of 2026-07");
  }

  @Test
  void aModelThatIsNotListedIsUnknownAndNeverFree() throws IOException {
    TrainingCost cost =
        estimate(listed(), OptionalInt.empty()).of(openAi("gpt-9"), ACME, model -> TOKENS);

    assertThat(cost.usd()).isEmpty();
    assertThat(cost.words()).contains("the price list has no price of this model at openai");
  }

  @Test
  void anAmountInAnotherCurrencyIsNoAmountOfTheBudgets() throws IOException {
    Path list = folder.resolve("prices.json");
    Files.writeString(
        list,
        """
        {"currency":"EUR","providers":{"openai":{"as_of":"2026-11","source":"a contract",\
        "models":{"*":3}}}}""");

    assertThat(
            estimate(Prices.read(list), OptionalInt.of(1))
                .of(openAi("gpt-4.1-2025-04-14"), ACME, model -> TOKENS)
                .usd())
        .isEmpty();
  }
}
