package ai.organized.flywheel.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostEstimateTest {
  private static final Path LIST = Path.of("config/prices.json");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1000000,3,gpt-4o-mini-2024-07-18,9.00",
    "1000000,1,gpt-4.1-2025-04-14,25.00",
    "1,1,gpt-4o-mini-2024-07-18,0.01",
    "0,3,gpt-4o-mini-2024-07-18,0.00"
  })
  void costIsTokensTimesEpochsTimesPrice(long tokens, int epochs, String model, String amount)
      throws IOException {
    CostEstimate cost = CostEstimate.of(tokens, epochs, Provider.OPENAI, model, Prices.read(LIST));

    assertThat(cost.amount()).contains(new BigDecimal(amount));
    assertThat(cost.trainingTokens()).isEqualTo(tokens * epochs);
    assertThat(cost.currency()).contains("USD");
    assertThat(cost.asOf()).contains("2026-07");
    assertThat(cost.source().orElseThrow()).startsWith("https://");
  }

  @ParameterizedTest
  @CsvSource({"OPENAI,gpt-9", "OPENAI,''", "TOGETHER,meta-llama/Llama-3.3-70B-Instruct-Reference"})
  void aPriceThatIsNotKnownIsUnknownAndNotNothing(Provider provider, String model)
      throws IOException {
    CostEstimate cost = CostEstimate.of(1000, 3, provider, model, Prices.read(LIST));

    assertThat(cost.amount()).isEmpty();
    assertThat(cost.unknown()).isPresent();
  }

  @Test
  void ownHardwareCostsElectricity() throws IOException {
    CostEstimate cost = CostEstimate.of(1000, 3, Provider.MLX, "", Prices.read(LIST));

    assertThat(cost.amount()).contains(new BigDecimal("0.00"));
    assertThat(cost.source().orElseThrow()).contains("your electricity");
  }

  @Test
  void aListThatIsNotThereKnowsNoPrice() throws IOException {
    Prices none = Prices.read(folder.resolve("prices.json"));

    assertThat(CostEstimate.of(1, 1, Provider.MLX, "", none).unknown().orElseThrow())
        .contains("there is no price list");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{}",
        "{\"currency\":\"USD\",\"providers\":{\"openai\":{\"source\":\"s\",\"models\":{}}}}",
        "{\"currency\":\"USD\",\"providers\":{\"openai\":{\"as_of\":\"2026\",\"source\":\"s\",\"models\":{\"m\":\"3\"}}}}",
        "{\"currency\":\"USD\",\"providers\":{\"openai\":{\"as_of\":\"2026\",\"source\":\"s\",\"models\":{\"m\":-1}}}}",
        "{\"currency\":\"USD\",\"providers\":{\"openai\":{\"as_of\":\"2026\",\"source\":\"s\",\"answers_of_tuned\":{\"m\":{\"input\":1}}}}}",
        "{\"currency\":\"USD\",\"providers\":{\"openai\":{\"as_of\":\"2026\",\"source\":\"s\",\"answers_of_untuned\":{\"m\":7}}}}"
      })
  void aListThatIsNotInItsFormIsRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("prices.json"), text);

    assertThatThrownBy(() -> Prices.read(file))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("mend or delete it");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-mini-2024-07-18,o200k_base,true",
    "gpt-4.1-2025-04-14,o200k_base,true",
    "gpt-4-0613,cl100k_base,true",
    "gpt-3.5-turbo,cl100k_base,true",
    "meta-llama/Llama-3.1-8B,o200k_base,false",
    "'',o200k_base,false"
  })
  void tokensAreCountedInTheVocabularyOfTheModel(String model, String encoding, boolean exact) {
    TokenCount count = TokenCount.of(model);

    assertThat(count.encoding()).isEqualTo(encoding);
    assertThat(count.isExact()).isEqualTo(exact);
  }
}
