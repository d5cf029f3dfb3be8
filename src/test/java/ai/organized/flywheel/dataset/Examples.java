package ai.organized.flywheel.dataset;

import ai.organized.flywheel.fixtures.RandomTexts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Examples to build datasets from. */
public final class Examples {
  private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

  private Examples() {}

  /** An example whose id tells its name, dated by its number. */
  public static Example of(String name, int number, String question, String answer, double score) {
    return new Example(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
        question,
        answer,
        score,
        START.plus(Duration.ofHours(number)),
        "run-" + number,
        List.of("ga4", "gtm"),
        Optional.empty(),
        Example.Past.NEW);
  }

  /** An answer alone: what dedup looks at. */
  static Example answer(String name, String answer, double score) {
    return of(name, 0, "question " + name, answer, score);
  }

  /** Examples that have nothing in common, all of them good. */
  public static List<Example> distinct(int count, long seed) {
    RandomTexts texts = new RandomTexts(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      examples.add(of(seed + "/" + i, i, texts.text(9), texts.text(20), 0.75 + i % 25 / 100.0));
    }
    return examples;
  }

  static List<Example> shuffled(List<Example> examples, long seed) {
    List<Example> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  static List<String> ids(List<Example> examples) {
    return examples.stream().map(Example::id).toList();
  }
}
