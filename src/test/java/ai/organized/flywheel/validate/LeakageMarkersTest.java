package ai.organized.flywheel.validate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gives a score away is found, and what only speaks of scores and ROAS is not. */
class LeakageMarkersTest {
  /**
   * {@code {r}} a ratio, {@code {p} {q}} percents, {@code {f} {g}} figures, {@code {n}} a count.
   */
  private static final List<String> LEAKS =
      List.of(
          "Outcome: purchases came back",
          "**Outcome:** duplicates gone, {n} orders a day",
          "outcome = ROAS {f}",
          "Actual outcome: {p}% more leads",
          "score: {r}",
          "Score = {r}.",
          "(score: {p}%)",
          "Final score: {r}",
          "final score of {r}",
          "\"score\": {r}",
          "eval_score: {r}",
          "raw_score: {r}, score_percentile: {r}",
          "This scored {r} in the loop.",
          "The change got a score of {r}",
          "Score {p}% → {q}%",
          "Score went from {r} to {r}",
          "The score improved from {p}% → {q}%",
          "improved from {p}% → {q}%",
          "Coverage improved from {p}% to {q}% after it.",
          "{p}% <= {q}%, reverted",
          "ROAS: {f}",
          "ROAS = {f}x",
          "Purchase ROAS: {f}",
          "purchase_roas: {f}",
          "**ROAS**: {f}",
          "ROAS： {f}",
          "ROAS improved from {f} to {g}",
          "ROAS rose to {f}",
          "It delivered a ROAS of {f}",
          "This ad achieved {f}x ROAS",
          "spend: ${n}.50, purchases: {n}",
          "spend: $1,{n}.20, ROAS: {f}, CTR: {q}%",
          "Spend: €{n} | Clicks: {n} | CPC: €{f}",
          "impressions: {n}, clicks: {n}",
          "val_bpb: {r}, delta: -{r}",
          "Result: ROAS {f}",
          "Results: CTR {f}%, CPA down");

  private static final List<String> FIXES =
      List.of(
          "Set target ROAS to {n}% and wait two weeks.",
          "Switch to value-based bidding with tROAS {f}.",
          "Use tROAS: {f} for the campaign.",
          "target ROAS: {n}%",
          "Raise the ROAS target from {n}% to {n}%.",
          "Raise tROAS from {p}% to {q}% in steps.",
          "A target ROAS of {n}% needs {n} conversions in 30 days.",
          "Pause ad sets whose ROAS is below {f}.",
          "When ROAS > {f}, raise the budget by {p}%.",
          "The event match quality score of {f} needs email and phone.",
          "Match quality score: {f} out of 10 is expected with em and ph.",
          "Reject submissions whose reCAPTCHA score is below {r}.",
          "Send lead_score: {n} as a parameter of the event.",
          "Expected outcome: one purchase an order.",
          "The daily spend: ${n} must not change in the learning phase.",
          "Push value: {n}.00 and currency: 'EUR' with the purchase.",
          "dataLayer.push({event: 'purchase', value: {f}, items: []})",
          "The click id is lost on {p}% of sessions since the redirect drops it.",
          "About {p}% to {q}% of browsers block the request.",
          "Sample {p}% of hits, then {q}% once the logs are clean.",
          "Consent rate differs: {p}% in Germany, {q}% in Austria.",
          "Set conversion value: {n} for a lead and {n} for a sale.",
          "Set the lookback window from {n} to {n} days.",
          "AW-1{n} counts twice; keep the tag with label a{n}.",
          "Score leads in the CRM and send the best {p}% as offline conversions.",
          "Compare revenue in GA4 with the shop for {n} orders.",
          "Quality Score {n}/10 depends on the landing page.",
          "Expect the number of conversions to halve, from {n} to {n}.");

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void almostEveryLeakIsFoundInWhateverFixItStands(long seed) {
    Random random = new Random(seed);
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String leak = filled(LEAKS, random);
      String glue = List.of(". ", "\n", ".\n\n- ", ". (").get(random.nextInt(4));
      String answer =
          switch (random.nextInt(3)) {
            case 0 -> leak;
            case 1 -> filled(FIXES, random).replaceAll("\\.$", "") + glue + leak;
            default -> leak + "\n" + filled(FIXES, random);
          };
      if (LeakageMarkers.in(answer).isEmpty()) {
        missed.add(answer);
      }
    }
    assertThat(1 - missed.size() / 200.0).as(missed.toString()).isGreaterThanOrEqualTo(0.98);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void almostNoFixIsTakenForALeak(long seed) {
    Random random = new Random(seed);
    List<String> hit = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String answer = filled(FIXES, random) + " " + filled(FIXES, random);
      LeakageMarkers.in(answer).ifPresent(reason -> hit.add(answer + " ← " + reason));
    }
    assertThat(hit.size() / 200.0).as(hit.toString()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void almostNoAnswerOfTheSamplesIsTakenForALeak() throws IOException {
    List<String> hit = new ArrayList<>();
    int answers = 0;
    for (String client : List.of("hre", "teleios", "rtt")) {
      for (JsonNode record : sample(client)) {
        answers++;
        LeakageMarkers.in(record.path("solution").asText())
            .ifPresent(reason -> hit.add(record.path("solution").asText() + " ← " + reason));
      }
    }
    assertThat(answers).isEqualTo(261);
    assertThat(hit.size() / (double) answers).as(hit.toString()).isLessThanOrEqualTo(0.01);
  }

  @ParameterizedTest
  @ValueSource(strings = {"score: 0,8", "score: ", "ROAS: ", "a%→", "spend: 1 "})
  void aLongAnswerOfNearMissesTakesNoTime(String near) {
    long start = System.nanoTime();
    LeakageMarkers.in("x" + near.repeat(20_000).replace("0,8", "y"));
    assertThat((System.nanoTime() - start) / 1_000_000_000.0).isLessThan(10);
  }

  @Test
  void theReasonHoldsNoWordOfTheAnswer() {
    assertThat(LeakageMarkers.in("Secret fix. Score: 0.82")).contains("tells its own score");
  }

  private static List<JsonNode> sample(String client) throws IOException {
    Path folder = Path.of("data/samples", client);
    List<JsonNode> records = new ArrayList<>();
    if (Files.exists(folder.resolve("experiments.json"))) {
      Json.parse(Files.readString(folder.resolve("experiments.json"))).forEach(records::add);
    } else {
      Files.readAllLines(folder.resolve("experiments.jsonl"))
          .forEach(line -> records.add(Json.parse(line)));
    }
    return records;
  }

  private static String filled(List<String> templates, Random random) {
    String text = templates.get(random.nextInt(templates.size()));
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean slot = text.startsWith("{", i) && text.indexOf('}', i) == i + 2;
      if (!slot) {
        filled.append(text.charAt(i));
        continue;
      }
      filled.append(
          switch (text.charAt(i + 1)) {
            case 'r' -> String.format(Locale.ROOT, "0.%02d", 1 + random.nextInt(99));
            case 'p', 'q' -> String.format(Locale.ROOT, "%.1f", 1 + 98 * random.nextDouble());
            case 'f', 'g' -> String.format(Locale.ROOT, "%.2f", 0.5 + 8 * random.nextDouble());
            default -> Integer.toString(1 + random.nextInt(900));
          });
      i += 2;
    }
    return filled.toString();
  }
}
