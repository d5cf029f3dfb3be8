package ai.organized.flywheel.bench;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Experiments of realistic size, about 0.7 kB each, the same for the same seed. */
final class MadeUpExperiments {
  private static final String[] WORDS =
      ("the purchase tag reads value from ecommerce object but revenue is pushed inside items array"
              + " so server container forwards zero conversion pixel consent default granted trigger"
              + " variable mapping event")
          .split(" ");

  private MadeUpExperiments() {}

  static void write(Path file, int count, long seed) throws IOException {
    Random random = new Random(seed);
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < count; i++) {
        out.write(record(i, random, start.plusSeconds(i)).toString());
        out.write('\n');
      }
    }
  }

  private static ObjectNode record(int number, Random random, Instant timestamp) {
    ObjectNode record = Json.STRICT.createObjectNode();
    record.put("id", new UUID(random.nextLong(), random.nextLong()).toString());
    record.put("client_id", "bench");
    record.put("run_id", "exp-" + number / 50);
    record.put("problem", words(random, 25) + " " + number);
    record.put("solution", words(random, 45) + " " + number);
    record.put("score", Math.round(random.nextDouble() * 100) / 100.0);
    record.put("timestamp", timestamp.toString());
    record.putObject("account_snapshot").put("tags", 31).put("triggers", 18);
    record.putArray("sources_used").add("gtm").add("meta");
    return record;
  }

  private static String words(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> WORDS[random.nextInt(WORDS.length)])
        .collect(Collectors.joining(" "));
  }
}
