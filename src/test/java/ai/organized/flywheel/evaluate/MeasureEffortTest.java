package ai.organized.flywheel.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.evaluate.Answer.Tokens;
import ai.organized.flywheel.evaluate.Contestant.Role;
import ai.organized.flywheel.evaluate.Scorecard.Effort;
import ai.organized.flywheel.validate.Prices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureEffortTest {
  private MeasureEffort effort;

  @BeforeEach
  void ourPrices() throws IOException {
    effort = new MeasureEffort(Prices.read(Path.of("config/prices.json")));
  }

  private static Contestant model(Optional<Integer> version, String provider, String base) {
    return new Contestant(Role.CANDIDATE, version, provider, "model", base, "prompt");
  }

  private static Answer answer(Contestant asked, Long millis, Optional<Tokens> tokens) {
    Question question = new Question(Scoring.ACME, asked, "q", "why", new Sampling(0, 1), 0);
    return new Answer(
        question,
        "because",
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(millis),
        tokens);
  }

  private static List<Answer> hundred(Contestant asked) {
    return LongStream.rangeClosed(1, 100)
        .mapToObj(n -> answer(asked, n * 10, Optional.of(new Tokens(1_000, 100))))
        .toList();
  }

  @Test
  void halfOfTheAnswersAndNearlyAllAreThereAfterSoLong() {
    Contestant model = model(Optional.of(1), "openai", "gpt-4o-mini-2024-07-18");

    Effort all = effort.of(model, hundred(model));

    assertThat(all.p50Millis()).isEqualTo(500);
    assertThat(all.p95Millis()).isEqualTo(950);
    assertThat(all.promptTokens()).isEqualTo(100_000);
    assertThat(all.completionTokens()).isEqualTo(10_000);
    assertThat(effort.of(model, hundred(model).subList(6, 7)).p95Millis()).isEqualTo(70);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o-mini-2024-07-18, 0.042", // 0.1 of 0.30 and 0.01 of 1.20
    "openai, gpt-4.1-2025-04-14, 0.42",
    "mlx, whatever, 0",
    "ollama, llama3.1:8b, 0"
  })
  void theAnswersOfATrainedModelCostWhatTheListSays(String provider, String base, double usd) {
    Contestant model = model(Optional.of(1), provider, base);

    assertThat(effort.of(model, hundred(model)).usd()).isEqualTo(usd);
  }

  @Test
  void whatIsNotListedIsUnknownNeverFree() {
    Contestant untuned = model(Optional.empty(), "openai", "gpt-4o-mini-2024-07-18");
    Contestant together = model(Optional.of(1), "together", "meta-llama/Llama-3.1-8B");

    assertThat(effort.of(untuned, hundred(untuned)).usd()).isNull();
    assertThat(effort.of(together, hundred(together)).usd()).isNull();
  }

  @Test
  void whatTheServerDidNotCountIsUnknown() {
    Contestant model = model(Optional.of(1), "openai", "gpt-4o-mini-2024-07-18");
    List<Answer> answers =
        List.of(
            answer(model, 5L, Optional.of(new Tokens(1, 1))),
            answer(model, null, Optional.empty()));

    assertThat(effort.of(model, answers)).isEqualTo(new Effort(5L, 5L, null, null, null));
    assertThat(effort.of(model, List.of(answer(model, null, Optional.empty()))))
        .isEqualTo(Effort.UNKNOWN);
  }
}
